import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { redshiftStatements } from '../../../core/destinations/redshiftTable.ts';
import { documentFormats } from '../../../core/json/documentFormat.ts';
import { RequestDocuments } from '../../../core/json/requestDocuments.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { BatchReader } from '../../../core/records/batchReader.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf } from '../../support/batches.ts';
import { readExample } from '../../support/examples.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
// DuckDB supports the statements except for the clauses about how Redshift stores rows.
const statements = redshiftStatements('requests').replace(/ DISTSTYLE EVEN SORTKEY \("timestamp"\)/, '');

/** Writes a file with the Redshift documents of the first records of an example. */
function writeDocuments(count: number): string {
  const { fields, lines } = readExample('website-46-fields');
  const reader = new BatchReader(expectedLayouts(fields), defaultSensitivityPolicy);
  const read = reader.readWhole(batchOf(lines.slice(0, count)));
  const { bytes, ends } = new RequestDocuments(documentFormats.redshift).write(read);
  const path = join(folder, 'documents.ndjson');
  writeFileSync(path, bytes.subarray(0, ends[count - 1]));
  return path;
}

describe('the table of Redshift', () => {
  it('loads documents by column name, and its view contains each row once', async () => {
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    await connection.run(statements);
    const path = writeDocuments(200);
    // Load the file like COPY with JSON 'auto', and twice, because Firehose may deliver a file twice.
    const insert = `INSERT INTO requests BY NAME SELECT * FROM read_json('${path}', format = 'newline_delimited')`;
    await connection.run(insert);
    await connection.run(insert);
    await connection.run('INSERT INTO requests (sc_status) VALUES (0), (0)');
    const count = async (table: string) =>
      Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0][0]);
    expect([await count('requests'), await count('requests_once')]).toEqual([402, 202]);
    const answer = await connection.runAndReadAll(
      'SELECT min("timestamp") < max("timestamp"), count(time_taken), count(DISTINCT x_edge_request_id) FROM requests_once',
    );
    expect(answer.getRows()[0].map(Number)).toEqual([1, 200, 200]);
    connection.closeSync();
  });
});
