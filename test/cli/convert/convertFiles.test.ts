import { createHash } from 'node:crypto';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { convertTo, writeLines } from '../../support/converting.ts';
import { differences } from '../../support/differences.ts';
import { disputedFieldsOf64FieldGuide, fields12, fields46, fieldsWithId } from '../../support/fieldLists.ts';
import { askLake, filesIn, quarantineIn } from '../../support/lakeFolders.ts';
import { readPlainly } from '../../support/plainReading.ts';
import { lineOf, linesOf, requestId } from '../../support/records.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { keepAll } from '../../support/transforming.ts';

const folder = temporaryFolder();
let outputs = 0;

/** Returns a new output folder for each conversion. */
const makeOutputFolder = () => join(folder, `out-${++outputs}`);

const fileOf = (name: string, lines: readonly (string | Buffer)[]) => writeLines(join(folder, name), lines);

/** Returns the hashes of all files of a lake. */
function contents(out: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(out).map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(out, path)))
        .digest('hex'),
    ]),
  );
}

describe('converting', () => {
  it('writes the same files for any order of the listed fields', async () => {
    const file = fileOf('order.tsv', linesOf(fields46, 100));
    const orders = [fields46, [...fields46].reverse(), [...fields46].sort()];
    const [first, ...others] = await Promise.all(
      orders.map(async (fields) => {
        const out = makeOutputFolder();
        await convertTo(out, [file], fields);
        return contents(out);
      }),
    );
    expect(Object.keys(first as object)).toHaveLength(1);
    for (const other of others) expect(other).toEqual(first);
  });

  it('reads records with both orders of fields 42-46 in one file into the right columns', async () => {
    const other = [...fields46.slice(0, 41), ...disputedFieldsOf64FieldGuide];
    const values = (index: number) => ({
      'x-edge-request-id': requestId(index),
      'origin-fbl': index % 3 === 0 ? '-' : `0.0${10 + index}`,
      'primary-distribution-id': index % 2 === 0 ? '-' : 'E2EXAMPLE1',
      asn: `${64_496 + index}`,
    });
    const indexes = Array.from({ length: 20 }, (_, index) => index);
    const mixed = indexes.map((index) => lineOf(index % 4 < 2 ? fields46 : other, values(index)));
    const out = makeOutputFolder();
    await convertTo(out, [fileOf('mixed.tsv', mixed)], fields46);
    const plain = readPlainly(
      fields46,
      indexes.map((index) => lineOf(fields46, values(index))),
    );
    const got = await askLake(
      out,
      'SELECT * EXCLUDE (malformed_values, sequence_number) FROM $files ORDER BY asn',
    );
    expect(differences(got, plain)).toEqual([]);
  });

  it('reads an unknown field at its given position', async () => {
    const out = makeOutputFolder();
    const lines = ['new%20value', '-'].map((value) => `${lineOf(fields12)}\t${value}`);
    await convertTo(out, [fileOf('new.tsv', lines)], [...fields12, { name: 'x-new', after: 'asn' }]);
    expect(await askLake(out, 'SELECT asn, x_new FROM $files')).toEqual({
      asn: [64496n, 64496n],
      x_new: ['new value', null],
    });
  });

  it('quarantines an unreadable line byte for byte, and converts the records around it', async () => {
    const good = linesOf(fields12, 2, (index) => ({ asn: `${index}` }));
    const bad = [
      Buffer.alloc(0),
      Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => (byte === 10 ? 11 : byte))),
      Buffer.alloc(1 << 20, 'A'),
      Buffer.from('%zz'),
      Buffer.from('\0'),
      Buffer.alloc(10_000, '\t'),
    ];
    const out = makeOutputFolder();
    const file = fileOf('bad.tsv', [good[0], ...bad, good[1]]);
    const report = await convertTo(out, [file], fields12);
    expect(report).toMatchObject({ records: 7, written: 2, quarantined: 5, blankLines: 1 });
    expect(await askLake(out, 'SELECT asn, sequence_number FROM $files')).toEqual({
      asn: [0n, 1n],
      sequence_number: ['bad-bdcacf94-000000000001', 'bad-bdcacf94-000000000008'],
    });
    const quarantine = quarantineIn(out);
    expect(Object.keys(quarantine)).toEqual([
      expect.stringMatching(
        /^quarantine\/arrival_day=2026-11-20\/arrival_hour=13\/bad-[0-9a-f]{8}-000000000003\.ndjson\.gz$/,
      ),
    ]);
    expect(Object.values(quarantine).flatMap((entries) => entries.map(({ data }) => data))).toEqual(
      bad.slice(1).map((line) => Buffer.concat([line, Buffer.from('\n')]).toString('base64')),
    );
  });

  it('uses the arrival time of the previous line for a line without a readable time', async () => {
    const at = (timestamp: string) => lineOf(fields12, { timestamp });
    const lines = [at('-'), at('1669021069.951'), at('1e999'), '%', at('4099680000.000'), '%'];
    const file = fileOf('times.tsv', lines);
    utimesSync(file, 0, Date.parse('2020-02-29T23:00:00Z') / 1000);
    const { files } = await convertTo(makeOutputFolder(), [file], fields12);
    expect(files.map((key) => key.replace(/times-[0-9a-f]{8}-0+/, ''))).toEqual([
      'raw/arrival_day=2020-02-29/arrival_hour=23/1.parquet',
      'raw/arrival_day=2022-11-21/arrival_hour=08/2.parquet',
      'quarantine/arrival_day=2022-11-21/arrival_hour=08/4.ndjson.gz',
      'raw/arrival_day=2099-11-30/arrival_hour=00/5.parquet',
      'quarantine/arrival_day=2099-11-30/arrival_hour=00/6.ndjson.gz',
    ]);
  });

  it('uses the time of the last change for a file without timestamps', async () => {
    const file = fileOf('timeless.tsv', ['192.0.2.1\t64496', '192.0.2.2\t64497']);
    utimesSync(file, 0, Date.parse('2020-02-29T23:59:59Z') / 1000);
    expect((await convertTo(makeOutputFolder(), [file], ['c-ip', 'asn'])).files).toEqual([
      expect.stringMatching(
        /^raw\/arrival_day=2020-02-29\/arrival_hour=23\/timeless-[0-9a-f]{8}-000000000001\.parquet$/,
      ),
    ]);
  });

  it('writes one file for each hour, with a row group for each block of lines', async () => {
    const fields = ['timestamp', 'x-edge-request-id', 'asn'];
    const at = (index: number) => (index % 3 === 0 ? '1795179600.000' : '1795183200.000');
    const lines = linesOf(fields, 10_000, (index) => ({ timestamp: at(index), asn: `${index}` }));
    lines[9_997] = 'no record';
    const out = makeOutputFolder();
    const { files } = await convertTo(out, [fileOf('long.tsv', lines)], fields, { blockBytes: 1 << 18 });
    expect(files.map((key) => key.replace(/long-[0-9a-f]{8}-/, ''))).toEqual([
      'raw/arrival_day=2026-11-20/arrival_hour=13/000000000001.parquet',
      'raw/arrival_day=2026-11-20/arrival_hour=14/000000000002.parquet',
      'quarantine/arrival_day=2026-11-20/arrival_hour=13/000000009998.ndjson.gz',
    ]);
    const counts = 'count(*) AS rows, count(DISTINCT asn) AS numbers, sum(asn) AS sum';
    expect(await askLake(out, `SELECT ${counts} FROM $files`)).toEqual({
      rows: [9_999n],
      numbers: [9_999n],
      sum: [(9_999n * 10_000n) / 2n - 9_997n],
    });
    const groups = `SELECT count(DISTINCT row_group_id) AS groups FROM parquet_metadata('${join(out, files[0])}')`;
    expect(await askLake(out, groups)).toEqual({ groups: [3n] });
  });

  describe('writes the same files with any number of threads', () => {
    const ids = ['timestamp', 'cs-uri-stem', 'x-edge-request-id', 'asn'];
    const lines = linesOf(ids, 6_000, (index) => ({
      'x-edge-request-id': index % 10 === 0 ? '-' : requestId(index),
      'cs-uri-stem': `/${'x'.repeat(250 + (index % 7))}/${index % 1000}`,
      asn: `${index}`,
    }));
    lines[100] = 'no record';
    lines[5_900] = 'no record either';
    const plain = fileOf('threads.tsv', lines);
    const packed = join(folder, 'threads.tsv.gz');
    writeFileSync(packed, gzipSync(readFileSync(plain)));

    it.each([
      ['a second thread compresses blocks', plain, 2, 400_000, 5n],
      ['other threads convert blocks', plain, 3, 50_000, 40n],
      ['another thread converts blocks of compressed text', packed, 2, 400_000, 5n],
    ])('if %s', async (_, file, threads, blockBytes, groups) => {
      const outs = [makeOutputFolder(), makeOutputFolder()] as const;
      const alone = await convertTo(outs[0], [plain], ids, { threads: 1, blockBytes });
      const report = await convertTo(outs[1], [file], ids, { threads, blockBytes });
      expect(alone).toMatchObject({ written: 5_998, quarantined: 2 });
      expect(report).toEqual(alone);
      expect(contents(outs[1])).toEqual(contents(outs[0]));
      const count = `SELECT count(DISTINCT row_group_id) AS groups FROM parquet_metadata('${join(outs[1], report.files[0] ?? '')}')`;
      expect(await askLake(outs[1], count)).toEqual({ groups: [groups] });
    });
  });

  it('writes the same files from a gzip file, from a plain file, and when repeated in the same folder', async () => {
    const lines = [...linesOf(fieldsWithId, 1_000), 'no record'];
    const plain = fileOf('twice.tsv', lines);
    const packed = join(folder, 'twice.tsv.gz');
    writeFileSync(packed, gzipSync(readFileSync(plain)));
    const outs = [makeOutputFolder(), makeOutputFolder()] as const;
    const first = await convertTo(outs[0], [plain], fieldsWithId);
    const before = contents(outs[0]);
    expect(await convertTo(outs[0], [plain], fieldsWithId)).toEqual(first);
    expect(contents(outs[0])).toEqual(before);
    expect(await convertTo(outs[1], [packed], fieldsWithId)).toEqual(first);
    expect(contents(outs[1])).toEqual(before);
  });

  it('distinguishes files with the same name', async () => {
    const files = ['a', 'b'].map((name, index) =>
      fileOf(
        `${name}/day.tsv`,
        linesOf(fieldsWithId, 3, (line) => ({ 'x-edge-request-id': requestId(index * 3 + line) })),
      ),
    );
    const out = makeOutputFolder();
    const report = await convertTo(out, files, fieldsWithId);
    expect(report).toMatchObject({ records: 6, written: 6 });
    expect(filesIn(out)).toHaveLength(2);
    expect(await askLake(out, 'SELECT count(DISTINCT x_edge_request_id) AS ids FROM $files')).toEqual({
      ids: [6n],
    });
  });

  it('hashes and drops text as set by the options', async () => {
    const out = makeOutputFolder();
    const policy = { ...keepAll, addresses: 'hash', urls: 'drop', hashKey: 'a key' } as const;
    const lines = linesOf(fields12, 2, () => ({ 'cs-uri-stem': '/a?token=t1&b=2' }));
    await convertTo(out, [fileOf('secret.tsv', lines)], fields12, { policy });
    const { c_ip: addresses = [], cs_uri_stem: urls } = await askLake(out, 'SELECT * FROM $files');
    expect(addresses[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(addresses[1]).toBe(addresses[0]);
    expect(urls).toEqual(['/a?token=REDACTED&b=2', '/a?token=REDACTED&b=2']);
  });

  it('reads no records from an empty file, and creates no folder', async () => {
    const out = makeOutputFolder();
    expect(await convertTo(out, [fileOf('empty.tsv', [])], fields12)).toEqual({
      records: 0,
      written: 0,
      quarantined: 0,
      malformedValues: 0,
      blankLines: 0,
      files: [],
    });
    expect(existsSync(out)).toBe(false);
  });

  it('reports its progress up to 100%', async () => {
    const shares: (number | undefined)[] = [];
    const files = [fileOf('one.tsv', linesOf(fields12, 10)), fileOf('two.tsv', linesOf(fields12, 10))];
    await convertTo(makeOutputFolder(), files, fields12, { onProgress: ({ share }) => shares.push(share) });
    expect([...new Set(shares)]).toEqual([0.5, 1]);
  });
});
