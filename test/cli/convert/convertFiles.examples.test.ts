import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { convertTo } from '../../support/converting.ts';
import { differences } from '../../support/differences.ts';
import { exampleNames, readExample } from '../../support/examples.ts';
import { askLake, filesIn } from '../../support/lakeFolders.ts';
import { readPlainly } from '../../support/plainReading.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

describe.each(exampleNames)('the records of %s', (name) => {
  const { fields, lines: all } = readExample(name);
  // Enough records for every kind of value; `transform.examples.test.ts` compares all records.
  const lines = all.filter((_, index) => index % 4 === 0);
  const out = join(folder, name);

  it('are all written with unchanged values, in the hour of their timestamp', async () => {
    const file = join(folder, `${name}.tsv.gz`);
    writeFileSync(file, gzipSync(Buffer.from(`${lines.join('\n')}\n`, 'latin1')));
    const report = await convertTo(out, [file], fields);

    expect(report).toEqual({
      records: lines.length,
      written: lines.length,
      quarantined: 0,
      malformedValues: 0,
      blankLines: 0,
      files: expect.any(Array),
    });
    expect([...report.files].sort()).toEqual(filesIn(out));
    const byId = [...lines].sort(byRequestId(fields));
    const none = byId.map(() => null);
    const expected = { ...readPlainly(fields, byId), sequence_number: none, malformed_values: none };
    const got = await askLake(out, 'SELECT * FROM $files ORDER BY x_edge_request_id');
    expect(differences(got, expected)).toEqual([]);
    const elsewhere = `SELECT count(*) AS rows FROM (
      SELECT regexp_extract(filename, 'arrival_day=(.+)/arrival_hour=(..)/', ['day', 'hour']) AS arrival,
        "timestamp" AT TIME ZONE 'UTC' AS time FROM $files)
      WHERE strftime(time, '%Y-%m-%d') <> arrival.day OR strftime(time, '%H') <> arrival.hour`;
    expect(await askLake(out, elsewhere.replace('$files', withFileName(out)))).toEqual({ rows: [0n] });
  });
});

function withFileName(out: string): string {
  return `read_parquet('${join(out, 'raw/**/*.parquet')}', filename = true, hive_partitioning = false)`;
}

function byRequestId(fields: readonly string[]) {
  const column = fields.indexOf('x-edge-request-id');
  const idOf = (line: string) => line.split('\t')[column];
  return (a: string, b: string) => (idOf(a) < idOf(b) ? -1 : 1);
}
