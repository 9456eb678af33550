import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseQuarantine, type QuarantineEntry } from '../../core/lake/quarantine.ts';
import type { Columns, Value } from './parquetReaders.ts';

/** Returns the sorted relative paths of all files in a folder; an empty list if the folder doesn't exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return globSync('**', { cwd: folder })
    .concat(globSync('**/.*', { cwd: folder }))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/**
 * Queries all Parquet files of a lake in a folder with DuckDB. `$files` in the query is replaced by the
 * files. Columns that a file lacks are NULL.
 */
export async function askLake(folder: string, sql: string): Promise<Columns> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const files = `read_parquet('${join(folder, 'raw/**/*.parquet')}', hive_partitioning = false, union_by_name = true)`;
    const answer = await connection.runAndReadAll(sql.replaceAll('$files', files));
    const columns = answer.getColumnsJS() as Value[][];
    return Object.fromEntries(answer.columnNames().map((name, index) => [name, columns[index] ?? []]));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Returns the entries of all quarantine files of a lake in a folder, by file. */
export function quarantineIn(folder: string): Record<string, QuarantineEntry[]> {
  const files = filesIn(folder).filter((path) => path.startsWith('quarantine/'));
  return Object.fromEntries(files.map((path) => [path, parseQuarantine(readFileSync(join(folder, path)))]));
}
