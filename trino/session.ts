import type { DuckDBConnection } from '@duckdb/node-api';
import { output } from '../terminal/printer.ts';
import type { Deployment } from './lake/deployment.ts';
import { TrinoLake } from './lake/trinoLake.ts';
import type { TrinoServer } from './server/trinoServer.ts';
import type { TrinoOptions } from './trinoOptions.ts';

/** Options that all parts of the proof share. */
export interface SessionOptions {
  readonly options: TrinoOptions;
  readonly server: TrinoServer;
  readonly deployment: Deployment;
  readonly connection: DuckDBConnection;
  /** Folder with the server's lakes. */
  readonly lakeFolder: string;
  readonly signal: AbortSignal;
}

/** A running proof: counts checks, and collects failures. */
export class Session {
  readonly options: TrinoOptions;
  readonly server: TrinoServer;
  readonly deployment: Deployment;
  readonly connection: DuckDBConnection;
  readonly signal: AbortSignal;
  /** Sentences about failed checks. */
  readonly wrong: string[] = [];
  checks = 0;
  readonly #lakeFolder: string;

  constructor({ options, server, deployment, connection, lakeFolder, signal }: SessionOptions) {
    this.options = options;
    this.server = server;
    this.deployment = deployment;
    this.connection = connection;
    this.signal = signal;
    this.#lakeFolder = lakeFolder;
  }

  /** Creates a separate lake on the server. */
  lake(schema: string): TrinoLake {
    return new TrinoLake(this.server.client, this.#lakeFolder, schema, this.signal);
  }

  /** Prints a line for a check. */
  check(sentence: string, wrong: readonly string[]): void {
    this.signal.throwIfAborted();
    this.checks++;
    output.line(`${wrong.length === 0 ? 'ok    ' : 'WRONG '} ${sentence}`);
    output.lines(wrong.map((each) => `       ${each}`));
    this.wrong.push(...wrong.map((each) => `${sentence}: ${each}`));
  }

  /** Checks that a value equals the expected one, compared as JSON. */
  equal(sentence: string, got: unknown, expected: unknown): void {
    const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
    this.check(sentence, a === b ? [] : [`expected ${b?.slice(0, 500)}, got ${a?.slice(0, 500)}`]);
  }
}
