import type { DuckDBConnection } from '@duckdb/node-api';
import type { CatalogTable } from '../../core/lake/compaction/compactionCalls.ts';
import type { SqlEngine } from './compactor.ts';

/** DuckDB as a substitute for Athena and the Glue catalog. Its tables are in memory. */
export class DuckdbEngine implements SqlEngine {
  readonly #connection: DuckDBConnection;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async run(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  /** Returns a table or view as the Glue catalog would describe it. */
  async findTable(name: string): Promise<CatalogTable | undefined> {
    const columns = await this.run(
      `SELECT column_name FROM duckdb_columns() WHERE table_name = '${name}' ORDER BY column_index`,
    );
    if (columns.length === 0) return undefined;
    const views = await this.run(
      `SELECT sql FROM duckdb_views() WHERE view_name = '${name}' AND NOT internal`,
    );
    const text = views[0]?.['sql'];
    return {
      columns: columns.map((row) => String(row['column_name'])),
      viewText: text === undefined ? undefined : String(text),
    };
  }
}
