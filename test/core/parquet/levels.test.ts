import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { writeCodes } from '../../../core/parquet/levels.ts';
import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import { parquetColumn } from '../../support/columns.ts';
import { readByDuckDb, readByHyparquet, type Value } from '../../support/parquetReaders.ts';

/** Returns the values of a column as each of the two readers reads them. */
async function readBack(values: readonly Value[]): Promise<(readonly Value[] | undefined)[]> {
  const file = writeParquetFile([parquetColumn('column', 'int32', values)], {
    rows: values.length,
    compression: 'zstd',
    createdBy: 'test',
  });
  return [(await readByDuckDb(file))['column'], (await readByHyparquet(file))['column']];
}

describe('definition levels', () => {
  it.each([
    1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000,
  ])('mark the row without a value among %i rows', async (rows) => {
    for (const absent of new Set([0, Math.floor(rows / 2), rows - 1])) {
      const values = Array.from({ length: rows }, (_, row) => (row === absent ? null : row));
      expect(await readBack(values)).toEqual([values, values]);
    }
  });

  it.each([1, 8, 9, 1000])('mark the only row with a value among %i rows', async (rows) => {
    for (const present of new Set([0, Math.floor(rows / 2), rows - 1])) {
      const values = Array.from({ length: rows }, (_, row) => (row === present ? 7 : null));
      expect(await readBack(values)).toEqual([values, values]);
    }
  });

  it('show that all rows have a value, or none', async () => {
    const all = Array.from({ length: 300 }, (_, row) => row);
    const none = all.map(() => null);
    expect(await readBack(all)).toEqual([all, all]);
    expect(await readBack(none)).toEqual([none, none]);
  });
});

describe('dictionary codes', () => {
  it.each([
    1, 2, 3, 4, 5, 8, 9, 16, 17, 32, 33, 64, 65, 128, 129, 256, 257, 512, 513, 1024, 1025, 4097,
  ])('distinguish %i values, no matter how many fill the last byte', async (distinct) => {
    for (const more of [1, 2, 7, 8]) {
      const values = Array.from({ length: distinct + more }, (_, row) => (row % distinct) * 3);
      expect(await readBack(values)).toEqual([values, values]);
    }
  });

  it('may have up to 24 bits', () => {
    for (let width = 14; width <= 24; width++) {
      const largest = 2 ** width - 1;
      const codes = Int32Array.of(largest, 0, 1, -1, largest - 1, 5, largest, 2 ** (width - 1), 0, largest);
      const out = new ByteWriter(1);
      writeCodes(out, codes, codes.length, 1, largest + 1);
      const [head, ...packed] = out.used();
      const bits = BigInt(`0x${Buffer.from(packed.slice(1)).reverse().toString('hex')}`);
      const read = Array.from({ length: 9 }, (_, index) =>
        BigInt.asUintN(width, bits >> BigInt(index * width)),
      );
      expect(head).toBe(width);
      expect(read.map(Number)).toEqual([...codes].filter((code) => code >= 0));
      expect(packed.length).toBe(1 + 2 * width);
    }
  });

  it('omit rows without a value', async () => {
    const values = Array.from({ length: 100 }, (_, row) => (row % 3 === 0 ? null : row % 5));
    expect(await readBack(values)).toEqual([values, values]);
  });
});
