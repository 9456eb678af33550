import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { sqlText } from '../../../core/sql/literals.ts';
import type { QueryAnswer } from '../source.ts';
import { prepareQuery } from './prepareQuery.ts';

/** Maximum rows of a query result. */
const shownRows = 1_000;

/** Runs SQL over the tables `requests` and `requests_raw` of a lake's folder. Queries can't read other files, or write any. */
export class FolderQueries {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** @param requestsFolder folder with the Parquet files, `raw` of a lake */
  static async open(requestsFolder: string): Promise<FolderQueries> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const lake = dirname(requestsFolder);
    for (const statement of duckdbTables({ folder: lake, hasFiles: true })) await connection.run(statement);
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
