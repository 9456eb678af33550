import { mkdirSync, renameSync } from 'node:fs';
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

/**
 * Writes an example day into a folder as the Parquet files of a lake. Rows are distributed evenly, not by hour.
 * A file arrives in the hour of its last request, because records arrive after their requests.
 */
export async function writeExampleDay(
  folder: string,
  { rows, start, files = 24 }: ExampleLake,
): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (let file = 0; file < files; file++) {
      const sql = exampleDaySql({
        rows,
        start,
        firstRow: Math.floor((rows * file) / files),
        lastRow: Math.floor((rows * (file + 1)) / files),
      });
      const written = join(folder, `${file}.parquet`);
      mkdirSync(folder, { recursive: true });
      await connection.run(`COPY (${sql}) TO ${sqlText(written)} (FORMAT parquet, COMPRESSION zstd)`);
      const last = await connection.runAndReadAll(
        `SELECT epoch_ms(max("timestamp"))::double FROM read_parquet(${sqlText(written)})`,
      );
      const hour = hourOf(Number(last.getRows()[0][0] ?? start));
      const name = join(folder, rawPrefix, partition(hour));
      mkdirSync(name, { recursive: true });
      const [day] = dayAndHour(hour);
      renameSync(written, join(name, `shardId-000000000000-${day}-${String(file).padStart(4, '0')}.parquet`));
    }
  } finally {
    connection.closeSync();
  }
}
