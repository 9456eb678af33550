import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createCompactedTable } from '../../../../core/lake/compaction/createTables.ts';
import { createHourlyTable } from '../../../../core/lake/compaction/hourlyRollup.ts';
import type { ProofCounts } from '../../../../core/lake/compaction/proveHour.ts';
import { replaceView } from '../../../../core/lake/compaction/replaceView.ts';
import { type CompactionTarget, compactionTarget } from '../../../../core/lake/compaction/target.ts';
import { dayAndHour } from '../../../../core/lake/keys.ts';
import { partitionKeys, tableColumns } from '../../../../core/lake/table.ts';
import type { Row } from '../../../../emulator/lake.ts';

/** Noon of 2026-11-20 UTC, in hours since the epoch. */
export const noon = Date.UTC(2026, 10, 20, 12) / 3_600_000;

/** A raw table and a compacted table in DuckDB. */
export class CompactedLake {
  readonly target: CompactionTarget = compactionTarget(
    'duckdb',
    tableColumns().map(({ name }) => name),
  );
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async make(): Promise<CompactedLake> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const lake = new CompactedLake(connection);
    const columns = [...tableColumns(), ...partitionKeys, { name: '$path', type: 'varchar' }];
    await lake.ask("SET TimeZone = 'UTC'");
    await lake.ask(
      `CREATE TABLE requests_raw (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
    );
    await lake.ask(createCompactedTable(lake.target, ''));
    await lake.ask(createHourlyTable(lake.target, ''));
    await lake.ask(replaceView(lake.target, undefined));
    return lake;
  }

  /**
   * Adds raw rows to an arrival hour.
   *
   * @param rows values by column. A missing column is NULL, but a missing `timestamp` is the start of the hour.
   */
  async addRaw(
    hour: number,
    rows: readonly Readonly<Record<string, string | number | null>>[],
  ): Promise<void> {
    const [day, hourOfDay] = dayAndHour(hour);
    for (const row of rows) {
      const values = {
        timestamp: `${day} ${hourOfDay}:00:00`,
        $path: 's3://lake/raw/shard-1.parquet',
        arrival_day: day,
        arrival_hour: Number(hourOfDay),
        ...row,
      };
      const names = Object.keys(values).map((name) => `"${name}"`);
      const literals = Object.values(values).map((value) =>
        typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL'),
      );
      await this.ask(`INSERT INTO requests_raw (${names.join(', ')}) VALUES (${literals.join(', ')})`);
    }
  }

  async ask(sql: string): Promise<Row[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  /** Runs the proof of an hour, and returns its counts. */
  async prove(sql: string): Promise<ProofCounts> {
    const [{ missing, doubled, unidentified }] = await this.ask(sql);
    return { missing: Number(missing), doubled: Number(doubled), unidentified: Number(unidentified) };
  }

  /** Returns the sorted identities of the compacted rows. */
  async identities(): Promise<string[]> {
    const rows = await this.ask(
      'SELECT coalesce(x_edge_request_id, sequence_number) AS id FROM requests_compacted ORDER BY 1',
    );
    return rows.map(({ id }) => String(id));
  }

  close(): void {
    this.#connection.closeSync();
  }
}
