import fc from 'fast-check';
import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import { parquetColumn, textColumn } from '../../support/columns.ts';
import { askDuckDb, type Columns, type Value } from '../../support/parquetReaders.ts';
import { type RandomColumn, randomTables } from '../../support/randomTables.ts';

function writeFile(table: readonly RandomColumn[]): Buffer {
  return writeParquetFile(
    table.map(({ name, type, values }) => parquetColumn(name, type, values)),
    { rows: table[0]?.values.length ?? 0, compression: 'zstd', createdBy: 'test' },
  );
}

/** Returns the statistics in the footer, as read by DuckDB. */
function readStatistics(file: Buffer): Promise<Columns> {
  return askDuckDb(
    file,
    `SELECT stats_min_value AS smallest, stats_max_value AS largest, stats_null_count AS nulls
     FROM parquet_metadata($file) ORDER BY column_id`,
  );
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}

describe('statistics of a column', () => {
  it('are its smallest and largest value and its number of nulls', async () => {
    const table: RandomColumn[] = [
      { name: 'text', type: 'string', values: ['b', null, 'a', 'é', 'a'] },
      { name: 'int32', type: 'int32', values: [7, -3, null, null, 2_147_483_647] },
      { name: 'int64', type: 'int64', values: [-9_007_199_254_740_991n, null, 4_294_967_296n, 0n, 1n] },
      { name: 'double', type: 'double', values: [0.057, null, 12.5, 1e300, 0.057] },
    ];
    expect(await readStatistics(writeFile(table))).toEqual({
      smallest: ['a', '-3', '-9007199254740991', '0.057'],
      largest: ['é', '2147483647', '4294967296', '1e+300'],
      nulls: [1n, 2n, 1n, 1n],
    });
  });

  it('have milliseconds for timestamps', async () => {
    const values = [new Date('2026-11-20T13:00:00.001Z'), null, new Date('2026-11-20T12:59:59.999Z')];
    const file = writeFile([{ name: 'timestamp', type: 'timestamp', values }]);
    expect(await readStatistics(file)).toEqual({
      smallest: ['2026-11-20 12:59:59.999+00'],
      largest: ['2026-11-20 13:00:00.001+00'],
      nulls: [1n],
    });
  });

  it('have neither a smallest nor a largest value if there is no value', async () => {
    const file = writeFile([
      { name: 'text', type: 'string', values: [null, null] },
      { name: 'number', type: 'int32', values: [null, null] },
    ]);
    expect(await readStatistics(file)).toEqual({
      smallest: [null, null],
      largest: [null, null],
      nulls: [2n, 2n],
    });
  });

  it('have the empty text as the smallest', async () => {
    const file = writeFile([{ name: 'text', type: 'string', values: ['b', '', 'a'] }]);
    expect(await readStatistics(file)).toEqual({ smallest: [''], largest: ['b'], nulls: [0n] });
  });

  it.each([
    ['of one byte a character', 'a'.repeat(100), 'a'.repeat(64)],
    ['cut between characters of several bytes', `a${'é'.repeat(50)}`, `a${'é'.repeat(31)}`],
    ['cut between characters of four bytes', `ab${'😀'.repeat(20)}`, `ab${'😀'.repeat(15)}`],
  ])('have the beginning of a long text as the smallest, %s, and no largest', async (_, long, beginning) => {
    const file = writeFile([{ name: 'text', type: 'string', values: [long, `${long}b`] }]);
    expect(await readStatistics(file)).toEqual({ smallest: [beginning], largest: [null], nulls: [0n] });
  });

  it('contain complete texts of 64 bytes', async () => {
    const [small, large] = ['a'.repeat(64), 'b'.repeat(64)];
    const file = writeFile([{ name: 'text', type: 'string', values: [small, large] }]);
    expect(await readStatistics(file)).toEqual({ smallest: [small], largest: [large], nulls: [0n] });
  });

  it('bound every value of any table, exactly if texts are short', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables, async (table) => {
        const { smallest, largest, nulls } = await readStatistics(writeFile(table));
        for (const [index, { type, values }] of table.entries()) {
          const sorted = values.filter((value) => value !== null).sort(compare);
          expect(nulls?.[index]).toBe(BigInt(values.length - sorted.length));
          if (type === 'timestamp' || sorted.length === 0) continue;
          const [first, last] = [sorted[0], sorted.at(-1)];
          if (typeof first !== 'string' || typeof last !== 'string') {
            expect([Number(smallest?.[index]), Number(largest?.[index])]).toEqual([
              Number(first),
              Number(last),
            ]);
            continue;
          }
          expect(first.startsWith(smallest?.[index] as string)).toBe(true);
          if (Buffer.byteLength(first) <= 64) expect(smallest?.[index]).toBe(first);
          expect(largest?.[index]).toBe(Buffer.byteLength(last) <= 64 ? last : null);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('never make an engine skip a row that matches', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables, async (table) => {
        const file = writeFile(table);
        for (const { name, values } of table) {
          const present = values.filter((value) => value !== null).length;
          const sql = `SELECT count(*) AS found FROM $file
            WHERE ${name} >= (SELECT min(${name}) FROM $file) AND ${name} <= (SELECT max(${name}) FROM $file)`;
          expect(await askDuckDb(file, sql)).toEqual({ found: [BigInt(present)] });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('compare texts by bytes, not by the order of appearance', async () => {
    const values = ['m', 'z', 'a', 'k', 'y', 'b'];
    const column = textColumn(values);
    const file = writeParquetFile([{ name: 'text', type: 'string', column }], {
      rows: values.length,
      compression: 'gzip',
      createdBy: 'test',
    });
    expect(await readStatistics(file)).toEqual({ smallest: ['a'], largest: ['z'], nulls: [0n] });
  });
});
