import fc from 'fast-check';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import type { Compression } from '../../../core/parquet/compression.ts';
import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import { parquetColumn } from '../../support/columns.ts';
import { differences } from '../../support/differences.ts';
import {
  askDuckDb,
  type Columns,
  readByDuckDb,
  readByHyparquet,
  readFooter,
} from '../../support/parquetReaders.ts';
import { propertyRuns } from '../../support/propertyRuns.ts';
import { type RandomColumn, randomTables } from '../../support/randomTables.ts';

function writeFile(columns: readonly RandomColumn[], compression: Compression = 'zstd'): Buffer {
  return writeParquetFile(
    columns.map(({ name, type, values }) => parquetColumn(name, type, values)),
    { rows: columns[0]?.values.length ?? 0, compression, createdBy: 'test version 1.0.0' },
  );
}

function columnsOf(table: readonly RandomColumn[]): Columns {
  return Object.fromEntries(table.map(({ name, values }) => [name, values]));
}

async function expectReadBack(table: readonly RandomColumn[], compression: Compression): Promise<void> {
  const file = writeFile(table, compression);
  expect(differences(await readByDuckDb(file), columnsOf(table))).toEqual([]);
  expect(differences(await readByHyparquet(file), columnsOf(table))).toEqual([]);
}

describe('a Parquet file', () => {
  it('returns every value of any table in DuckDB and hyparquet', async () => {
    const compressions = fc.constantFrom<Compression>('zstd', 'gzip');
    await fc.assert(fc.asyncProperty(randomTables, compressions, expectReadBack), {
      numRuns: propertyRuns(80),
    });
  });

  it.each([
    0, 1, 2, 3, 255, 256, 257, 65_536, 65_537,
  ])('returns rows of %i distinct values', async (distinct) => {
    const rows = Array.from({ length: distinct + 4_500 }, (_, row) =>
      distinct === 0 || row % 7 === 3 ? null : (row * 31) % distinct,
    );
    const texts = rows.map((value) => (value === null ? null : `value ${value}`));
    const file = writeFile([
      { name: 'text', type: 'string', values: texts },
      { name: 'number', type: 'int32', values: rows },
    ]);
    expect(differences(await readByDuckDb(file), { text: texts, number: rows })).toEqual([]);
    expect(differences(await readByHyparquet(file), { text: texts, number: rows })).toEqual([]);
  });

  it('returns texts of 100 KB, shared and not, with one and with four bytes per character', async () => {
    const long = 'abcdefghij'.repeat(10_000);
    const longer = '😀'.repeat(25_000);
    await expectReadBack(
      [
        { name: 'shared', type: 'string', values: [long, null, long, longer] },
        { name: 'different', type: 'string', values: [`${long}1`, `${long}2`, '', longer] },
      ],
      'zstd',
    );
  });

  it('has no rows if there are none', async () => {
    const file = writeFile([
      { name: 'text', type: 'string', values: [] },
      { name: 'number', type: 'double', values: [] },
    ]);
    expect(await readByDuckDb(file)).toEqual({ text: [], number: [] });
    expect(await readByHyparquet(file)).toEqual({ text: [], number: [] });
  });

  it('begins and ends as the format requires', () => {
    const file = writeFile([{ name: 'text', type: 'string', values: ['a'] }]);
    expect([file.toString('latin1', 0, 4), file.toString('latin1', file.length - 4)]).toEqual([
      'PAR1',
      'PAR1',
    ]);
  });

  it('names its writer and contains key-value pairs', () => {
    const file = writeParquetFile([parquetColumn('text', 'string', ['a'])], {
      rows: 1,
      compression: 'zstd',
      createdBy: 'test version 1.0.0',
      metadata: { shard_id: 'shardId-000000000001', empty: '', text: 'Zürich 😀' },
    });
    expect(readFooter(file)).toEqual({
      createdBy: 'test version 1.0.0',
      pairs: { shard_id: 'shardId-000000000001', empty: '', text: 'Zürich 😀' },
    });
  });

  it('has version 1 of the format, with the sort order that readers need for smallest and largest values', () => {
    const file = writeFile([
      { name: 'text', type: 'string', values: ['a'] },
      { name: 'number', type: 'int32', values: [1] },
    ]);
    // FileMetaData in parquet.thrift: field 1 is the version, and field 7 is the sort order of each column. Order 1 is
    // the order of the type.
    const footerAt = file.length - 8 - file.readInt32LE(file.length - 8);
    const view = new DataView(file.buffer, file.byteOffset + footerAt, file.length - 8 - footerAt);
    const metadata = deserializeTCompactProtocol({ view, offset: 0 });
    expect([metadata['field_1'], metadata['field_7']]).toEqual([1, [{ field_1: {} }, { field_1: {} }]]);
  });

  it('has sizes of its row group that equal the sums of its columns', async () => {
    const texts = Array.from({ length: 3_000 }, (_, row) => `value ${row % 700}`);
    const numbers = texts.map((_, row) => row / 3);
    const file = writeFile([
      { name: 'text', type: 'string', values: texts },
      { name: 'number', type: 'double', values: numbers },
    ]);
    const sizes = await askDuckDb(
      file,
      `SELECT row_group_num_rows AS rows, num_values AS values,
         sum(total_compressed_size) OVER () = row_group_compressed_bytes AS compressed_agree,
         sum(total_uncompressed_size) OVER () = row_group_bytes AS uncompressed_agree
       FROM parquet_metadata($file)`,
    );
    expect(sizes).toEqual({
      rows: [3000n, 3000n],
      values: [3000n, 3000n],
      compressed_agree: [true, true],
      uncompressed_agree: [true, true],
    });
  });

  it('rejects a column with another number of rows, and names it', () => {
    const columns = [parquetColumn('text', 'string', ['a', 'b']), parquetColumn('number', 'int32', [1])];
    expect(() => writeParquetFile(columns, { rows: 2, compression: 'zstd', createdBy: 'test' })).toThrow(
      "parquet: expected 2 rows in column 'number', got 1",
    );
  });

  it('shares no memory with the files written before and after it', () => {
    const write = (text: string) => writeFile([{ name: 'text', type: 'string', values: [text] }]);
    const first = write('first');
    const copy = Buffer.from(first);
    write('a second, longer one');
    expect(first).toEqual(copy);
  });
});
