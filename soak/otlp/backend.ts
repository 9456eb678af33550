import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../harness/freePort.ts';
import { UsageError } from '../../terminal/usageError.ts';

const longestStart = 30_000;

/** A value in the result of a PromQL query, with its labels. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** How to start and query a backend. */
interface BackendKind {
  readonly name: string;
  /** Command that installs the program. */
  readonly install: string;
  readonly configuration?: string;
  arguments(port: number, folder: string): string[];
  readonly otlpPath: string;
  readonly readyPath: string;
  /** Path that makes all received data searchable. */
  readonly flushPath?: string;
}

const kinds = {
  victoriametrics: {
    name: 'VictoriaMetrics',
    install: 'go install github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics@v1.148.0',
    arguments: (port, folder) => [
      `-httpListenAddr=127.0.0.1:${port}`,
      `-storageDataPath=${folder}`,
      '-retentionPeriod=10y',
      '-search.latencyOffset=0s',
      '-loggerLevel=ERROR',
    ],
    otlpPath: '/opentelemetry/v1/metrics',
    readyPath: '/health',
    flushPath: '/internal/force_flush',
  },
  prometheus: {
    name: 'Prometheus 3',
    install:
      'go mod init example.com/prometheus, go get github.com/prometheus/prometheus/cmd/prometheus@v0.308.0 and ' +
      'go build github.com/prometheus/prometheus/cmd/prometheus, in an empty folder',
    configuration: `otlp:
  translation_strategy: NoTranslation
  promote_resource_attributes: [service.name, service.instance.id]
`,
    arguments: (port, folder) => [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-otlp-receiver',
      '--log.level=error',
    ],
    otlpPath: '/api/v1/otlp/v1/metrics',
    readyPath: '/-/ready',
  },
} as const satisfies Record<string, BackendKind>;

/** A local server with empty storage that receives OTLP and supports PromQL. */
export class Backend {
  /** URL for OTLP metrics. */
  readonly otlpUrl: string;
  readonly #url: string;
  readonly #kind: BackendKind;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, kind: BackendKind, server: ChildProcess, folder: string) {
    this.otlpUrl = `${url}${kind.otlpPath}`;
    this.#url = url;
    this.#kind = kind;
    this.#process = server;
    this.#folder = folder;
  }

  /** @throws UsageError if the program can't be started */
  static async start(kindName: keyof typeof kinds, program: string): Promise<Backend> {
    const kind: BackendKind = kinds[kindName];
    const port = await findFreePort();
    const folder = mkdtempSync(join(tmpdir(), 'otlp-backend-'));
    if (kind.configuration !== undefined) writeFileSync(join(folder, 'prometheus.yml'), kind.configuration);
    const server = spawn(program, kind.arguments(port, folder), { stdio: 'ignore' });
    const failed = once(server, 'error').then(([error]) => {
      rmSync(folder, { recursive: true, force: true });
      throw new UsageError(
        `cannot start '${program}' for ${kind.name} (${(error as Error).message}); ` +
          `install it with: ${kind.install}`,
      );
    });
    const backend = new Backend(`http://127.0.0.1:${port}`, kind, server, folder);
    await Promise.race([backend.#ready(), failed]);
    return backend;
  }

  /** Runs a PromQL query as of now. Makes all received data searchable first. */
  async query(promQl: string): Promise<Sample[]> {
    if (this.#kind.flushPath !== undefined) await fetch(`${this.#url}${this.#kind.flushPath}`);
    // A second ahead, because a query leaves out points in the current second.
    const time = `${Math.ceil(Date.now() / 1000) + 1}`;
    const parameters = new URLSearchParams({ query: promQl, nocache: '1', time });
    const response = await fetch(`${this.#url}/api/v1/query?${parameters}`);
    const answer = (await response.json()) as {
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
      error?: string;
    };
    if (answer.data === undefined) throw new Error(`the query ${promQl} failed: ${answer.error}`);
    return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    this.#process.kill();
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    for (let waited = 0; waited < longestStart; waited += 100) {
      const answer = await fetch(`${this.#url}${this.#kind.readyPath}`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(`${this.#kind.name} at ${this.#url} did not respond within ${longestStart / 1000} s`);
  }
}
