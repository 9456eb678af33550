import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnName, findField } from '../../core/fields/catalog.ts';

/** A file to compare. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Compares the values of two files row by row with DuckDB.
 *
 * @param folder folder for temporary files
 * @returns a sentence for each column that differs, with the first row and both values
 */
export async function findDifferences(
  connection: DuckDBConnection,
  folder: string,
  fields: readonly string[],
  [a, b]: readonly [NamedFile, NamedFile],
): Promise<string[]> {
  const aPath = join(folder, 'a.parquet');
  const bPath = join(folder, 'b.parquet');
  writeFileSync(aPath, a.bytes);
  writeFileSync(bPath, b.bytes);
  const rows = (
    await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM '${aPath}'), (SELECT count(*) FROM '${bPath}')`,
    )
  ).getRowsJson();
  const [aRows, bRows] = rows[0] as [string, string];
  if (aRows !== bRows) return [`${a.name} has ${aRows} rows, ${b.name} ${bRows}`];

  const found: string[] = [];
  for (const field of fields) {
    const different = `${comparable(field, 'a')} IS DISTINCT FROM ${comparable(field, 'b')}`;
    const { [0]: first } = (
      await connection.runAndReadAll(
        `SELECT file_row_number, ${comparable(field, 'a')}, ${comparable(field, 'b')}, count(*) OVER () ` +
          `FROM read_parquet('${aPath}', file_row_number = true) a JOIN read_parquet('${bPath}', file_row_number = true) b ` +
          `USING (file_row_number) WHERE ${different} ORDER BY file_row_number LIMIT 1`,
      )
    ).getRowsJson();
    if (first === undefined) continue;
    const [row, inA, inB, count] = first;
    found.push(
      `${field}: ${count} of ${aRows} rows differ, first row ${row}: ` +
        `${a.name} ${JSON.stringify(inA)}, ${b.name} ${JSON.stringify(inB)}`,
    );
  }
  return found;
}

function comparable(field: string, file: 'a' | 'b'): string {
  const column = `${file}."${columnName(field)}"`;
  switch (findField(field)?.type ?? 'string') {
    case 'timestamp':
      return `epoch_ms(${column})`;
    case 'double':
      return `${column}::DOUBLE`;
    case 'int':
    case 'bigint':
      return `${column}::BIGINT`;
    case 'string':
      return `${column}::VARCHAR`;
  }
}
