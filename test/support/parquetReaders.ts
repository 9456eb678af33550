import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** A value of a Parquet file: 64-bit integers as bigint, timestamps as Date. */
export type Value = string | number | bigint | Date | null;
export type Row = Readonly<Record<string, Value>>;

/** Values of a table, by column. */
export type Columns = Readonly<Record<string, readonly Value[]>>;

/** Returns the rows of a table. */
export function rowsOfColumns(columns: Columns): Row[] {
  const entries = Object.entries(columns);
  return Array.from({ length: entries[0]?.[1].length ?? 0 }, (_, row) =>
    Object.fromEntries(entries.map(([name, values]) => [name, values[row]])),
  );
}

let connection: Promise<DuckDBConnection> | undefined;

async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  return instance.connect();
}

/** Queries a Parquet file with DuckDB. `$file` in the query is replaced by the file. */
export async function askDuckDb(file: Uint8Array, sql: string): Promise<Columns> {
  connection ??= connect();
  const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
  const path = join(folder, 'file.parquet');
  try {
    writeFileSync(path, file);
    const answer = await (await connection).runAndReadAll(sql.replaceAll('$file', `'${path}'`));
    const columns = answer.getColumnsJS() as Value[][];
    return Object.fromEntries(answer.columnNames().map((name, index) => [name, columns[index] ?? []]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function readByDuckDb(file: Uint8Array): Promise<Columns> {
  return askDuckDb(file, 'SELECT * FROM $file');
}

export async function readByHyparquet(file: Uint8Array): Promise<Columns> {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(buffer);
  const names = metadata.schema.slice(1).map(({ name }) => name);
  const columns: Record<string, Value[]> = Object.fromEntries(names.map((name) => [name, []]));
  await parquetRead({
    file: buffer,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      for (let index = 0; index < columnData.length; index++) {
        columns[columnName][rowStart + index] = (columnData[index] ?? null) as Value;
      }
    },
  });
  return columns;
}

/** Returns the key-value pairs in a Parquet file's footer, and its writer. */
export function readFooter(file: Uint8Array): {
  createdBy: string | undefined;
  pairs: Record<string, string>;
} {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const { created_by: createdBy, key_value_metadata: pairs = [] } = parquetMetadata(buffer);
  return { createdBy, pairs: Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? ''])) };
}
