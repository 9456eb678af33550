import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../core/lake/duckdbTables.ts';
import { quarantinePrefix, rawPrefix } from '../core/lake/keys.ts';
import { parseQuarantine } from '../core/lake/quarantine.ts';
import { tableName } from '../core/lake/table.ts';

/** A row of a query result, with JSON values. */
export type Row = Record<string, unknown>;

/** Number and size of files. */
export interface FileTotals {
  readonly files: number;
  readonly bytes: number;
}

/** Reads a lake's files with DuckDB, independently of the code that wrote them. */
export class Lake {
  /** Connection with the tables. */
  readonly connection: DuckDBConnection;
  readonly #folder: string;

  private constructor(connection: DuckDBConnection, folder: string) {
    this.connection = connection;
    this.#folder = folder;
  }

  /** Opens the lake in a folder as the tables `requests_raw` and `requests`, with the same columns as in Athena. */
  static async open(folder: string): Promise<Lake> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const lake = new Lake(connection, folder);
    for (const statement of duckdbTables({ folder, hasFiles: lake.parquetFiles().files > 0 })) {
      await connection.run(statement);
    }
    return lake;
  }

  /** Runs a query, and returns its rows. */
  async ask(sql: string): Promise<Row[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  /** Counts the rows in the Parquet files. */
  async countRows(): Promise<number> {
    const [{ rows }] = await this.ask(`SELECT count(*) AS rows FROM ${tableName}`);
    return Number(rows);
  }

  /** Counts the records in quarantine. */
  countQuarantined(): number {
    return this.#files(quarantinePrefix).reduce(
      (sum, file) => sum + parseQuarantine(readFileSync(file)).length,
      0,
    );
  }

  /** Returns number and size of the Parquet files. */
  parquetFiles(): FileTotals {
    const files = this.#files(rawPrefix);
    return { files: files.length, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
  }

  close(): void {
    this.connection.closeSync();
  }

  #files(prefix: string): string[] {
    const folder = join(this.#folder, prefix);
    if (!statSync(folder, { throwIfNoEntry: false })) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }
}

/** Copies all objects of a bucket to a folder, for a lake that is stored elsewhere. */
export async function copyLake(s3: S3Client, bucket: string, folder: string): Promise<void> {
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    for (const { Key: key = '' } of objects) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const file = join(folder, key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, (await body?.transformToByteArray()) ?? '');
    }
  }
}
