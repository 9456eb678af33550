import { globSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { CatalogTable } from '../../core/lake/compaction/compactionCalls.ts';
import { duckdbRawView, duckdbTables } from '../../core/lake/duckdbTables.ts';
import { rawPrefix } from '../../core/lake/keys.ts';
import { runCompaction } from './compactor.ts';
import { DuckdbEngine } from './duckdbEngine.ts';
import { LakeFiles } from './lakeFiles.ts';

/** An execution of the state machine, as Step Functions describes it. */
export interface LocalExecution {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds; undefined while the execution runs. */
  endedAt?: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  output?: unknown;
  error?: string;
  cause?: string;
}

/**
 * Compacts a local lake with executions of the deployed state machine, one after another. The compacted
 * tables are in memory, so queries of the local Athena still read the raw files.
 */
export class LocalCompaction {
  /** Executions, the newest first. */
  readonly executions: LocalExecution[] = [];
  readonly #lakeFolder: string;
  readonly #files: LakeFiles;
  readonly #now: () => number;
  #opened: Promise<DuckDBConnection> | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param now returns the current time in epoch milliseconds */
  constructor(lakeFolder: string, now: () => number) {
    this.#lakeFolder = lakeFolder;
    this.#files = new LakeFiles(lakeFolder);
    this.#now = now;
  }

  /** Starts an execution, which runs after all earlier executions. */
  start(name: string): LocalExecution {
    const execution: LocalExecution = { name, startedAt: this.#now(), status: 'RUNNING' };
    this.executions.unshift(execution);
    this.#last = this.#last.then(() => this.#run(execution));
    return execution;
  }

  /** Returns a table or view as the Glue catalog describes it. */
  async findTable(name: string): Promise<CatalogTable | undefined> {
    return (await this.#engine()).findTable(name);
  }

  /** Resolves when no execution is running. */
  idle(): Promise<void> {
    return this.#last;
  }

  /** Waits for the running executions, and closes the tables. */
  async close(): Promise<void> {
    await this.idle();
    (await this.#opened)?.closeSync();
  }

  async #run(execution: LocalExecution): Promise<void> {
    try {
      const engine = await this.#engine();
      const { status, output, error, cause } = await runCompaction({
        settings: {
          dialect: 'duckdb',
          retentionDays: 10_000,
          isOn: true,
          locations: { compacted: '', hourly: '' },
        },
        engine,
        calls: {
          findTable: (table) => engine.findTable(table),
          listFiles: (prefix, max) => this.#files.listFiles(prefix, max),
          listFolders: (prefix) => this.#files.listFolders(prefix),
          deleteFiles: (keys) => this.#files.deleteFiles(keys),
        },
        now: this.#now,
      });
      Object.assign(execution, { status, output, error, cause });
    } catch (error) {
      Object.assign(execution, { status: 'FAILED', error: 'LocalError', cause: String(error) });
    }
    execution.endedAt = this.#now();
  }

  async #engine(): Promise<DuckdbEngine> {
    const hasFiles = globSync(`${rawPrefix}**/*.parquet`, { cwd: this.#lakeFolder }).length > 0;
    const place = { folder: this.#lakeFolder, hasFiles };
    const isNew = this.#opened === undefined;
    this.#opened ??= openTables(duckdbTables(place));
    const connection = await this.#opened;
    if (!isNew) await connection.run(duckdbRawView(place));
    return new DuckdbEngine(connection);
  }
}

async function openTables(statements: readonly string[]): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of statements) await connection.run(statement);
  return connection;
}
