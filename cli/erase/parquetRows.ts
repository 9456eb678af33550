import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ErasedFile } from '../../core/erasure/eraseFromFiles.ts';
import type { Subject } from '../../core/erasure/subject.ts';
import { tableColumns } from '../../core/lake/table.ts';
import { sqlText } from '../../core/sql/literals.ts';
import { duckdbReason } from '../../explorer/sources/folder/duckdbReason.ts';

/** Reads Parquet files with DuckDB, and rewrites them without the rows of a subject. */
export class ParquetRows {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;

  private constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  static async open(): Promise<ParquetRows> {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new ParquetRows(connection, mkdtempSync(join(tmpdir(), 'cfrl-erase-')));
  }

  /** Counts the rows of the subject in a file. */
  async count(file: Uint8Array, subject: Subject): Promise<number> {
    const { source, condition } = await this.#read(file, subject);
    const [{ rows }] = (await this.#ask(`SELECT count(*) AS rows FROM ${source} WHERE ${condition}`)) as [
      { rows: string },
    ];
    return Number(rows);
  }

  /** Returns the file without the rows of the subject. Other rows, columns, and the metadata in the footer are kept. */
  async erase(file: Uint8Array, subject: Subject): Promise<ErasedFile> {
    const { source, condition, columns, metadata } = await this.#read(file, subject);
    const [{ removed, kept }] = (await this.#ask(
      `SELECT count(*) FILTER (${condition}) AS removed, count(*) FILTER (NOT (${condition})) AS kept FROM ${source}`,
    )) as [{ removed: string; kept: string }];
    if (Number(removed) === 0) return { removed: 0, body: Buffer.from(file) };
    if (Number(kept) === 0) return { removed: Number(removed), body: undefined };
    const written = join(this.#folder, 'written.parquet');
    const pairs = metadata.map(([key, value]) => `${sqlText(key)}: ${sqlText(value)}`);
    const footer = pairs.length === 0 ? '' : `, KV_METADATA {${pairs.join(', ')}}`;
    await this.#connection.run(
      `COPY (SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM ${source} WHERE NOT (${condition}))
       TO ${sqlText(written)} (FORMAT parquet, COMPRESSION zstd${footer})`,
    );
    return { removed: Number(removed), body: readFileSync(written) };
  }

  close(): void {
    this.#connection.closeSync();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #read(file: Uint8Array, subject: Subject) {
    const path = join(this.#folder, 'read.parquet');
    writeFileSync(path, file);
    const read = `read_parquet(${sqlText(path)}, hive_partitioning = false)`;
    const described = await this.#ask(`DESCRIBE SELECT * FROM ${read}`);
    const columns = described.map((row) => String(row['column_name']));
    const texts = described
      .filter((row) => row['column_type'] === 'VARCHAR')
      .map((row) => String(row['column_name']));
    // A condition can use columns that this file doesn't have.
    const missing = tableColumns()
      .filter(({ name }) => !columns.includes(name))
      .map(({ name, type }) => `CAST(NULL AS ${type}) AS "${name}"`);
    const pairs = await this.#ask(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${sqlText(path)})`,
    );
    return {
      source: `(SELECT ${['*', ...missing].join(', ')} FROM ${read})`,
      condition:
        texts.length === 0 && subject.isIn !== undefined ? 'FALSE' : `(${subject.sql(texts, 'duckdb')})`,
      columns,
      metadata: pairs.map((row): [string, string] => [String(row['key']), String(row['value'])]),
    };
  }

  async #ask(sql: string): Promise<Record<string, unknown>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
    } catch (error) {
      // The temporary file means nothing to users.
      throw new Error(duckdbReason(error).replaceAll(/file '[^']*'/gi, 'the file'));
    }
  }
}
