import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { KinesisEvent } from '../../core/records/event.ts';
import type { Contender } from './contender.ts';
import { copyStatement, type DuckdbText } from './duckdbSql.ts';

/** Creates a temporary folder, in memory if the machine supports it. */
export function memoryFolder(): string {
  const isThere = statSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory() ?? false;
  return mkdtempSync(join(isThere ? '/dev/shm' : tmpdir(), 'bench-'));
}

/**
 * DuckDB with one thread. The time includes writing its input to a file in memory, because DuckDB can't read
 * bytes from another program's memory. It also includes reading the file that DuckDB writes.
 */
export class DuckDb implements Contender {
  readonly name: string;
  readonly without: string;
  readonly makes: Contender['makes'];
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #input: string;
  readonly #output: string;
  readonly #statement: string;
  readonly #bytes = Buffer.allocUnsafeSlow(8 << 20);

  private constructor(connection: DuckDBConnection, fields: readonly string[], text: DuckdbText) {
    this.name = text === 'raw' ? 'DuckDB, raw text' : 'DuckDB';
    this.without = text === 'raw' ? 'metrics, decoding, redaction' : 'metrics';
    this.makes = text === 'raw' ? 'raw text' : 'same values';
    this.#connection = connection;
    this.#folder = memoryFolder();
    this.#input = join(this.#folder, 'records.tsv');
    this.#output = join(this.#folder, 'records.parquet');
    this.#statement = copyStatement(fields, text, this.#input, this.#output);
  }

  static async create(fields: readonly string[], text: DuckdbText): Promise<DuckDb> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('SET threads TO 1');
    return new DuckDb(connection, fields, text);
  }

  async run(eventJson: string): Promise<Uint8Array> {
    const event = JSON.parse(eventJson) as KinesisEvent;
    let end = 0;
    for (const { kinesis } of event.Records) end += this.#bytes.write(kinesis.data, end, 'base64');
    writeFileSync(this.#input, this.#bytes.subarray(0, end));
    await this.#connection.run(this.#statement);
    return readFileSync(this.#output);
  }

  close(): void {
    this.#connection.closeSync();
    rmSync(this.#folder, { recursive: true });
  }
}
