import { basename, dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { rawPrefix } from '../../../core/lake/keys.ts';
import { sqlText } from '../../../core/sql/literals.ts';
import type { QueryAnswer } from '../source.ts';
import { duckdbReason } from './duckdbReason.ts';
import { prepareQuery } from './prepareQuery.ts';

/** Maximum rows of a query result. */
const shownRows = 1_000;

const noLake = `Queries need the folder of a lake, with files such as ${rawPrefix}arrival_day=2026-11-20/arrival_hour=13/a.parquet.`;

/** Runs SQL over the tables `requests` and `requests_raw` of a lake's folder. Queries can't read other files, or write any. */
export class FolderQueries {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /**
   * @param requestsFolder folder with the Parquet files
   * @throws Error if it isn't `raw` of a lake, in which the folders of hours become columns
   */
  static async open(requestsFolder: string): Promise<FolderQueries> {
    if (basename(requestsFolder) !== basename(rawPrefix)) throw new Error(noLake);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const lake = dirname(requestsFolder);
    try {
      for (const statement of duckdbTables({ folder: lake, hasFiles: true })) await connection.run(statement);
    } catch (error) {
      connection.closeSync();
      throw new Error(`${noLake} ${duckdbReason(error)}`);
    }
    await connection.run(`SET allowed_directories = [${sqlText(lake)}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return new FolderQueries(connection);
  }

  /** @throws Error with DuckDB's message if DuckDB rejects the query */
  async ask(sql: string, signal: AbortSignal): Promise<QueryAnswer> {
    const interrupt = () => this.#connection.interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      const prepared = await prepareQuery(this.#connection, sql);
      const result = await prepared.streamAndReadUntil(shownRows + 1);
      const rows = result.getRowsJson().slice(0, shownRows);
      return {
        columns: result.deduplicatedColumnNames(),
        rows: rows.map((row) => row.map(textOf)),
        isCut: result.currentRowCount > shownRows,
      };
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
