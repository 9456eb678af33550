import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { describeFields } from '../describeFields.ts';
import type { RequestField } from '../source.ts';

/** Reads all fields of a row of a Parquet file; undefined if the file has no such row. */
export async function readRequest(
  connection: DuckDBConnection,
  path: string,
  row: number,
): Promise<RequestField[] | undefined> {
  const answer = await connection.runAndReadAll(
    `SELECT * EXCLUDE (file_row_number)
     FROM read_parquet($1, file_row_number = true, hive_partitioning = false) WHERE file_row_number = $2`,
    [listValue([path]), BigInt(row)],
  );
  const found = answer.getRowObjectsJson()[0];
  return found === undefined ? undefined : describeFields(found);
}
