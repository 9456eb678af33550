import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import type { ParquetType } from '../../../core/parquet/types.ts';
import { parquetColumn } from '../../support/columns.ts';
import { askDuckDb } from '../../support/parquetReaders.ts';

const types: ParquetType[] = ['string', 'int32', 'int64', 'double', 'timestamp'];

function writeFileOfAllTypes(): Buffer {
  return writeParquetFile(
    types.map((type) => parquetColumn(type, type, [null])),
    { rows: 1, compression: 'zstd', createdBy: 'test' },
  );
}

describe('the schema of a file', () => {
  it('has optional columns of the types that Athena reads, timestamps in milliseconds', async () => {
    const schema = await askDuckDb(
      writeFileOfAllTypes(),
      `SELECT name, type, repetition_type, converted_type, logical_type
       FROM parquet_schema($file) WHERE num_children IS NULL`,
    );
    expect(schema).toEqual({
      name: types,
      type: ['BYTE_ARRAY', 'INT32', 'INT64', 'DOUBLE', 'INT64'],
      repetition_type: ['OPTIONAL', 'OPTIONAL', 'OPTIONAL', 'OPTIONAL', 'OPTIONAL'],
      converted_type: ['UTF8', null, null, null, 'TIMESTAMP_MILLIS'],
      logical_type: [
        'StringType()',
        null,
        null,
        null,
        'TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=MilliSeconds(), MICROS=<null>, NANOS=<null>))',
      ],
    });
  });

  it('is read as the types of an SQL table', async () => {
    const columns = await askDuckDb(
      writeFileOfAllTypes(),
      'SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM $file)',
    );
    expect(columns).toEqual({
      name: types,
      type: ['VARCHAR', 'INTEGER', 'BIGINT', 'DOUBLE', 'TIMESTAMP WITH TIME ZONE'],
    });
  });
});
