import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { replaceView } from '../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import { partitionKeys, tableColumns, tableName } from '../../../core/lake/table.ts';
import type { Row } from '../../../emulator/lake.ts';

/** The table `requests_raw` and its view `requests` in DuckDB, with rows that a test defines. */
export class HandmadeTable {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /**
   * Creates the table. `now()` returns the same time in every row. Missing columns are NULL.
   *
   * @param rows SQL expressions by column
   */
  static async of(rows: readonly Record<string, string>[]): Promise<HandmadeTable> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = [...tableColumns(), ...partitionKeys, { name: '$path', type: 'varchar' }].map(
      ({ name, type }) => `"${name}" ${type}`,
    );
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`CREATE TABLE ${tableName} (${columns.join(', ')})`);
    const names = tableColumns().map(({ name }) => name);
    await connection.run(replaceView(compactionTarget('duckdb', names), undefined));
    await connection.run('BEGIN TRANSACTION');
    for (const row of rows) {
      const given = Object.keys(row).map((name) => `"${name}"`);
      await connection.run(
        `INSERT INTO ${tableName} (${given.join(', ')}) VALUES (${Object.values(row).join(', ')})`,
      );
    }
    await connection.run('COMMIT');
    return new HandmadeTable(connection);
  }

  /** Returns the result of a query. */
  async ask(sql: string): Promise<Row[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  close(): void {
    this.#connection.closeSync();
  }
}
