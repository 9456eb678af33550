import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../terminal/usageError.ts';

const longestStart = 30_000;

/** One value of an answer to a PromQL query, with its labels. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A VictoriaMetrics server with an empty store, on this machine alone. */
export class Backend {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, server: ChildProcess, folder: string) {
    this.url = url;
    this.#process = server;
    this.#folder = folder;
  }

  /** @throws UsageError if the program can't be started */
  static async start(program: string): Promise<Backend> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'otlp-backend-'));
    const server = spawn(
      program,
      [
        `-httpListenAddr=127.0.0.1:${port}`,
        `-storageDataPath=${folder}`,
        '-retentionPeriod=10y',
        '-search.latencyOffset=0s',
        '-loggerLevel=ERROR',
      ],
      { stdio: 'ignore' },
    );
    const failed = once(server, 'error').then(([error]) => {
      rmSync(folder, { recursive: true, force: true });
      throw new UsageError(
        `--backend: expected VictoriaMetrics, got '${program}', which can't be started (${(error as Error).message}); ` +
          'install it with: go install github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics@v1.148.0',
      );
    });
    const backend = new Backend(`http://127.0.0.1:${port}`, server, folder);
    await Promise.race([backend.#ready(), failed]);
    return backend;
  }

  /** Address that takes OTLP metrics. */
  get otlpUrl(): string {
    return `${this.url}/opentelemetry/v1/metrics`;
  }

  /** Answers a query as of now, after all that was sent is searchable. */
  async query(promQl: string): Promise<Sample[]> {
    await fetch(`${this.url}/internal/force_flush`);
    // A moment ahead, since a query leaves out the points of its own second.
    const time = `${Math.ceil(Date.now() / 1000) + 1}`;
    const parameters = new URLSearchParams({ query: promQl, nocache: '1', time });
    const response = await fetch(`${this.url}/api/v1/query?${parameters}`);
    const answer = (await response.json()) as {
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
      error?: string;
    };
    if (answer.data === undefined) throw new Error(`expected an answer to ${promQl}, got ${answer.error}`);
    return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    this.#process.kill();
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    for (let waited = 0; waited < longestStart; waited += 100) {
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(
      `expected the backend at ${this.url} to be ready after ${longestStart / 1000} s, got no answer`,
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('expected a port, got none');
  return address.port;
}
