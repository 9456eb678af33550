import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdbTables } from '../../core/lake/duckdbTables.ts';
import { rawPrefix } from '../../core/lake/keys.ts';
import { duckdbReason } from '../../explorer/sources/folder/duckdbReason.ts';
import { prepareQuery } from '../../explorer/sources/folder/prepareQuery.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { type QueryAnswer, readValue } from './queryAnswer.ts';

/** Matches the partition in a path: day and hour of arrival. */
const partitionPattern = /arrival_day=(\d{4}-\d{2}-\d{2})[\\/]arrival_hour=(\d{2})[\\/]/;

/** A lake in a folder that `convert` or `npm start` wrote. It is read with DuckDB. */
export class DuckdbLake {
  /** End of the newest hour with files, in epoch milliseconds. */
  readonly end: number;
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection, end: number) {
    this.#connection = connection;
    this.end = end;
  }

  /**
   * Opens the folder of a lake.
   *
   * @param signal interrupts a running query
   * @throws UsageError if the folder contains no lake
   */
  static async open(folder: string, signal: AbortSignal): Promise<DuckdbLake> {
    const files = findFiles(folder);
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    try {
      for (const statement of duckdbTables({ folder, hasFiles: true })) await connection.run(statement);
    } catch (error) {
      throw new UsageError(`--lake: expected Parquet files that can be read, got: ${duckdbReason(error)}`);
    }
    signal.addEventListener('abort', () => connection.interrupt());
    return new DuckdbLake(connection, Math.max(...files.map(endOfPartition)));
  }

  /**
   * Runs a query over the tables `requests` and `requests_raw`.
   *
   * @throws UsageError with DuckDB's message if the query fails
   */
  async query(sql: string): Promise<QueryAnswer> {
    const refuse = (error: unknown): never => {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`DuckDB can't run the query: ${errorSentence(error)}`);
    };
    const prepared = await prepareQuery(this.#connection, sql).catch(refuse);
    const result = await prepared.stream().catch(refuse);
    const types = result.columnTypes().map(String);
    return {
      columns: result.deduplicatedColumnNames(),
      pages: (async function* () {
        for await (const rows of result.yieldRowsJson()) {
          yield rows.map((row) =>
            row.map((value, index) =>
              value === null || value === undefined
                ? null
                : readValue(typeof value === 'object' ? JSON.stringify(value) : String(value), types[index]),
            ),
          );
        }
      })(),
    };
  }

  /**
   * Runs a query and returns all rows, as objects with the names of the columns. For small results only.
   *
   * @throws UsageError with DuckDB's reason if the files can't be read
   */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
    } catch (error) {
      throw new UsageError(`--lake: expected the files of a lake, got: ${duckdbReason(error)}`);
    }
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function findFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--lake: expected the folder of a lake, got '${folder}', which isn't a folder`);
  }
  const files = globSync('**/*.parquet', { cwd: join(folder, rawPrefix) });
  const other = files.find((file) => !partitionPattern.test(file));
  if (other !== undefined) {
    throw new UsageError(
      `--lake: expected Parquet files in folders such as ${rawPrefix}arrival_day=2026-11-20/arrival_hour=13, got '${join(folder, rawPrefix, other)}'`,
    );
  }
  if (files.length > 0) return files;
  throw new UsageError(
    `--lake: expected a folder with Parquet files in '${rawPrefix}', written by convert or npm start, got none in '${folder}'`,
  );
}

function endOfPartition(file: string): number {
  const [, day, hour] = partitionPattern.exec(file) ?? [];
  return day === undefined ? 0 : Date.parse(`${day}T${hour}:00:00Z`) + 3_600_000;
}
