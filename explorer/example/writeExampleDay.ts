import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { dayAndHour, hourOf, partition, rawPrefix } from '../../core/lake/keys.ts';
import { sqlText } from '../../core/sql/literals.ts';
import { exampleDaySql } from './exampleDay.ts';

/** How much example traffic to write. */
export interface ExampleLake {
  readonly rows: number;
  /** Start of the day in epoch milliseconds. */
  readonly start: number;
  /** Number of Parquet files. @default 24 */
  readonly files?: number;
}

/** Writes an example day into a folder as the Parquet files of a lake. Rows are distributed evenly, not by hour. */
export async function writeExampleDay(
  folder: string,
  { rows, start, files = 24 }: ExampleLake,
): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (let file = 0; file < files; file++) {
      const hour = hourOf(start) + Math.floor((24 * file) / files);
      const name = join(folder, rawPrefix, partition(hour));
      mkdirSync(name, { recursive: true });
      const sql = exampleDaySql({
        rows,
        start,
        firstRow: Math.floor((rows * file) / files),
        lastRow: Math.floor((rows * (file + 1)) / files),
      });
      const [day] = dayAndHour(hour);
      const path = join(name, `shardId-000000000000-${day}-${String(file).padStart(4, '0')}.parquet`);
      await connection.run(`COPY (${sql}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`);
    }
  } finally {
    connection.closeSync();
  }
}
