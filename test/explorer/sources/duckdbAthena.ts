import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { AthenaCalls, AthenaPage } from '../../../core/aws/athena/athenaCalls.ts';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';

/** Rows per page of GetQueryResults (Athena API reference, November 2026). */
const pageRows = 1_000;

/** Scanned bytes that each query reports. */
export const claimedBytes = 10_000_000;

/** Athena's API calls, implemented with DuckDB over a lake's folder. Results are pages of texts, as in Athena. */
export class DuckdbAthena implements AthenaCalls {
  readonly started: string[] = [];
  readonly stopped: string[] = [];
  /** Final state of queries. */
  state: 'SUCCEEDED' | 'FAILED' | 'RUNNING' = 'SUCCEEDED';
  readonly #connection: DuckDBConnection;
  readonly #answers: Omit<AthenaPage, 'nextToken'>[] = [];

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(folder: string): Promise<DuckdbAthena> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const statement of duckdbTables({ folder, hasFiles: true })) await connection.run(statement);
    return new DuckdbAthena(connection);
  }

  async start(sql: string): Promise<string> {
    this.started.push(sql);
    const answer = await this.#connection.runAndReadAll(sql);
    const types = answer.columnTypes().map(String);
    const columns = answer.columnNames().map((name, index) => ({ name, type: types[index].toLowerCase() }));
    const rows = answer
      .getRowsJson()
      .map((row) => row.map((value) => (value === null || value === undefined ? null : String(value))));
    return String(this.#answers.push({ columns, rows }) - 1);
  }

  async status() {
    return { state: this.state, reason: 'a reason', scannedBytes: claimedBytes } as const;
  }

  async page(id: string, token: string | undefined): Promise<AthenaPage> {
    const { columns, rows } = this.#answers[Number(id)];
    const first = Number(token ?? 0);
    const next = first + pageRows;
    return {
      columns,
      rows: rows.slice(first, next),
      nextToken: next < rows.length ? String(next) : undefined,
    };
  }

  async stop(id: string): Promise<void> {
    this.stopped.push(id);
  }

  close(): void {
    this.#connection.closeSync();
  }
}
