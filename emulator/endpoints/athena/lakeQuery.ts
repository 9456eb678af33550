import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { rawPrefix } from '../../../core/lake/keys.ts';

/** Location of the lake. */
export interface LakePlace {
  /** Folder of the lake's bucket. */
  readonly lakeFolder: string;
  readonly lakeBucket: string;
}

/** A query result in Athena's form: texts, and Athena's type names. */
export interface LakeAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A query over the lake's files that exist when it starts. */
export class LakeQuery {
  /**
   * Bytes of the Parquet files in the partitions that the query filters by; of all files if it has no such
   * filter.
   */
  scannedBytes = 0;
  readonly #options: LakePlace;
  #connection: DuckDBConnection | undefined;
  #cancelled = false;

  constructor(options: LakePlace) {
    this.#options = options;
  }

  async run(sql: string): Promise<LakeAnswer> {
    const { lakeFolder, lakeBucket } = this.#options;
    const files = globSync(`${rawPrefix}**/*.parquet`, { cwd: lakeFolder });
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    this.#connection = connection;
    try {
      if (this.#cancelled) throw new Error('Query was cancelled by user');
      const tables = { folder: lakeFolder, hasFiles: files.length > 0, withPath: true };
      for (const statement of [...duckdbTables(tables), ...athenaFunctions]) await connection.run(statement);
      const path = `('s3://${lakeBucket}/' || "$path"[${lakeFolder.length + 2}:])`;
      const result = await connection.runAndReadAll(sql.replaceAll('"$path"', path));
      const kept = result.columnNames().flatMap((name, index) => (name === '$path' ? [] : [index]));
      const types = result.columnTypes().map((type) => athenaType(String(type)));
      this.scannedBytes = bytesOf(lakeFolder, files, sql);
      return {
        columns: kept.map((index) => ({
          name: result.columnNames()[index],
          type: types[index],
        })),
        rows: result.getRowsJson().map((row) => kept.map((index) => toText(row[index]))),
      };
    } finally {
      this.#connection = undefined;
      connection.closeSync();
    }
  }

  cancel(): void {
    this.#cancelled = true;
    this.#connection?.interrupt();
  }
}

function bytesOf(folder: string, files: readonly string[], sql: string): number {
  const day = /arrival_day = '([\d-]+)'/.exec(sql)?.[1];
  const hour = /arrival_hour = (\d+)/.exec(sql)?.[1];
  const read = files.filter(
    (file) =>
      (day === undefined || file.includes(`arrival_day=${day}`)) &&
      (hour === undefined || file.includes(`arrival_hour=${hour.padStart(2, '0')}`)),
  );
  return read.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

function athenaType(type: string): string {
  const word = type.toLowerCase();
  if (/^(varchar|bigint|integer|double|boolean|date|timestamp|tinyint|smallint)$/.test(word)) return word;
  if (/^decimal/.test(word)) return 'decimal';
  if (/^hugeint$|^ubigint$/.test(word)) return 'bigint';
  return 'varchar';
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Statements that define Athena functions that DuckDB lacks or that behave differently in DuckDB. */
export const athenaFunctions: readonly string[] = [
  // Athena replaces every match. By default, DuckDB replaces only the first one.
  "CREATE MACRO regexp_replace(text, pattern, replacement) AS system.main.regexp_replace(text, pattern, replacement, 'g')",
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  'CREATE MACRO approx_percentile(value, part) AS approx_quantile(value, part)',
  'CREATE MACRO to_unixtime(moment) AS epoch_us(moment) / 1000000.0',
];
