import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { partitionKeys, tableColumns, tableName } from '../../../core/lake/table.ts';
import { columnName, findField } from '../../../core/records/fields.ts';

/** A row of an answer, its values as JSON has them. */
export type Row = Record<string, unknown>;

/** The table `requests_raw` in DuckDB, standing in for Athena's. */
export class ExampleLake {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;

  private constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  /** An empty table with the columns of the deployed one. */
  static async create(): Promise<ExampleLake> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = [...tableColumns(), ...partitionKeys].map(({ name, type }) => `"${name}" ${type}`);
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`CREATE TABLE ${tableName} (${columns.join(', ')})`);
    return new ExampleLake(connection, mkdtempSync(join(tmpdir(), 'lake-')));
  }

  /**
   * Adds rows, the columns that are not given being NULL. The clock stands still meanwhile.
   *
   * @param rows SQL expressions by column
   */
  async add(...rows: Record<string, string>[]): Promise<void> {
    await this.#connection.run('BEGIN TRANSACTION');
    for (const row of rows) {
      const columns = Object.keys(row).map((name) => `"${name}"`);
      await this.#connection.run(
        `INSERT INTO ${tableName} (${columns.join(', ')}) VALUES (${Object.values(row).join(', ')})`,
      );
    }
    await this.#connection.run('COMMIT');
  }

  /**
   * Adds the example records of that name, by way of a Parquet file, as if the last of them had ended a minute
   * ago and each had arrived two seconds after its end.
   */
  async addExample(name: string): Promise<void> {
    const names = readFileSync(`examples/${name}.fields.txt`, 'utf8').trim().split('\n');
    const file = join(this.#folder, `${name}.parquet`);
    await this.#connection.run(`
      COPY (
        WITH records AS (SELECT ${names.map(columnExpression).join(', ')} FROM ${readRecords(name, names)}),
        retimed AS (
          SELECT * REPLACE ("timestamp" + (localtimestamp - interval 1 minute - max("timestamp") OVER ()) AS "timestamp")
          FROM records
        )
        SELECT *,
          strftime("timestamp" + interval 2 second, '%Y-%m-%d') AS arrival_day,
          CAST(hour("timestamp" + interval 2 second) AS int) AS arrival_hour
        FROM retimed
      ) TO '${file}' (FORMAT parquet)`);
    await this.#connection.run(`INSERT INTO ${tableName} BY NAME SELECT * FROM '${file}'`);
  }

  /** Answer of a query. */
  async ask(sql: string): Promise<Row[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  close(): void {
    this.#connection.closeSync();
    rmSync(this.#folder, { recursive: true });
  }
}

function readRecords(name: string, fieldNames: readonly string[]): string {
  const columns = fieldNames.map((field) => `'${columnName(field)}': 'VARCHAR'`);
  return `read_csv('examples/${name}.tsv.gz', columns = {${columns.join(', ')}},
    delim = '\\t', quote = '', escape = '', header = false, nullstr = '-', auto_detect = false)`;
}

function columnExpression(fieldName: string): string {
  const column = `"${columnName(fieldName)}"`;
  switch (findField(fieldName)?.type) {
    case 'timestamp':
      return `make_timestamp(CAST(round(CAST(${column} AS double) * 1000) AS bigint) * 1000) AS ${column}`;
    case 'string':
      return `url_decode(${column}) AS ${column}`;
    default:
      return `CAST(${column} AS ${findField(fieldName)?.type}) AS ${column}`;
  }
}
