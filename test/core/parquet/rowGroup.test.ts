import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { compressRowGroup, encodeRowGroup, writeRowGroup } from '../../../core/parquet/rowGroup.ts';
import { parquetColumn } from '../../support/columns.ts';

const rows = 1_000;
const numbers = Array.from({ length: rows }, (_, row) => row);
const columns = [
  parquetColumn(
    'shared',
    'string',
    numbers.map((row) => (row % 3 === 0 ? null : `text ${row % 5}`)),
  ),
  parquetColumn(
    'distinct',
    'string',
    numbers.map((row) => `text ${row * 7919}`),
  ),
  parquetColumn('number', 'int64', numbers),
];

describe('a row group', () => {
  it.each([
    'zstd',
    'gzip',
  ] as const)('has the same bytes if it is encoded and then compressed: %s', (compression) => {
    const atOnce = new ByteWriter();
    const written = writeRowGroup(atOnce, columns, rows, compression);

    // Too small, so that the memory is replaced in between.
    const pages = new ByteWriter(16, true);
    const encoded = encodeRowGroup(pages, columns, rows);
    encodeRowGroup(new ByteWriter(), [parquetColumn('other', 'string', ['other'])], 1);
    const inSteps = new ByteWriter();
    expect(compressRowGroup(inSteps, structuredClone(encoded), compression)).toEqual(written);
    expect(inSteps.used()).toEqual(atOnce.used());
  });

  it('rejects a column with a different number of rows', () => {
    const write = () => writeRowGroup(new ByteWriter(), columns, rows + 1, 'zstd');
    expect(write).toThrow("parquet: expected 1001 rows in column 'shared', got 1000");
  });
});
