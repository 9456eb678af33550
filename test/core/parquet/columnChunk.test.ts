import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import { parquetColumn } from '../../support/columns.ts';
import { askDuckDb, type Columns, type Value } from '../../support/parquetReaders.ts';

function writeChunk(values: readonly Value[]): Promise<Columns> {
  const file = writeParquetFile([parquetColumn('column', 'string', values)], {
    rows: values.length,
    compression: 'zstd',
    createdBy: 'test',
  });
  return askDuckDb(
    file,
    `SELECT path_in_schema AS path, num_values AS values, encodings,
       dictionary_page_offset IS NOT NULL AS has_dictionary
     FROM parquet_metadata($file)`,
  );
}

describe('a column chunk', () => {
  it('has a dictionary if rows share values', async () => {
    expect(await writeChunk(['a', 'b', 'a', null])).toEqual({
      path: ['column'],
      values: [4n],
      encodings: ['PLAIN, RLE, RLE_DICTIONARY'],
      has_dictionary: [true],
    });
  });

  it.each([
    ['every row has a value of its own', ['a', 'b', 'c', null]],
    ['no row has a value', [null, null]],
  ])('has no dictionary if %s', async (_, values) => {
    expect(await writeChunk(values)).toEqual({
      path: ['column'],
      values: [BigInt(values.length)],
      encodings: ['PLAIN, RLE'],
      has_dictionary: [false],
    });
  });
});
