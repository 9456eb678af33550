import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../harness/freePort.ts';
import { javaOptions, serverFiles } from './serverConfig.ts';
import { TrinoClient } from './trinoClient.ts';

const startSeconds = 300;

/** Options of a server. */
export interface ServerOptions {
  /** Home folder of Java. */
  readonly java: string;
  /** Folder with the unpacked archive. */
  readonly trino: string;
  /** Folder for configuration, logs, and state. Created if it doesn't exist. */
  readonly folder: string;
  /** Folder with the lake's files and the metastore. */
  readonly lakeFolder: string;
}

/** A Trino server on the loopback interface. It can be started and stopped repeatedly. */
export class TrinoServer {
  readonly client: TrinoClient;
  readonly #options: ServerOptions;
  readonly #etcFolder: string;
  readonly #logFile: string;
  #child: ChildProcess | undefined;

  private constructor(options: ServerOptions, port: number) {
    this.#options = options;
    this.client = new TrinoClient(`http://127.0.0.1:${port}`);
    this.#etcFolder = join(options.folder, 'etc');
    this.#logFile = join(options.folder, 'server.log');
    const files = serverFiles({
      lakeFolder: options.lakeFolder,
      pluginFolder: join(options.trino, 'plugin'),
      catalogFolder: join(this.#etcFolder, 'catalog'),
      port,
    });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.#etcFolder, name)), { recursive: true });
      writeFileSync(join(this.#etcFolder, name), text);
    }
    mkdirSync(options.lakeFolder, { recursive: true });
  }

  /** Prepares a server on a free port. */
  static async prepare(options: ServerOptions): Promise<TrinoServer> {
    return new TrinoServer(options, await findFreePort());
  }

  /**
   * Starts the server, and waits until it responds.
   *
   * @throws Error with the end of its log if it doesn't start
   */
  async start(signal?: AbortSignal): Promise<void> {
    const { java, trino } = this.#options;
    const log = openSync(this.#logFile, 'a');
    const child = spawn(
      join(java, 'bin/java'),
      [
        ...javaOptions,
        `-Dconfig=${join(this.#etcFolder, 'config.properties')}`,
        `-Dlog.levels-file=${join(this.#etcFolder, 'log.properties')}`,
        '-cp',
        join(trino, 'lib/*'),
        'io.trino.server.TrinoServer',
      ],
      { cwd: this.#options.folder, stdio: ['ignore', log, log] },
    );
    this.#child = child;
    process.once('exit', this.#killAtExit);
    const end = Date.now() + startSeconds * 1000;
    while (!(await this.client.isReady())) {
      signal?.throwIfAborted();
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > end)
        throw new Error(`Trino did not start: ${this.#logTail()}`);
      await sleep(500);
    }
  }

  /** Kills the server with SIGKILL. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Stops the server and removes its state. */
  async stop(): Promise<void> {
    // Nothing in its memory is needed anymore.
    await this.#end('SIGKILL');
    rmSync(join(this.#options.folder, 'data'), { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    process.removeListener('exit', this.#killAtExit);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  readonly #killAtExit = (): void => {
    this.#child?.kill('SIGKILL');
  };

  #logTail(): string {
    return readFileSync(this.#logFile, 'utf8').trim().slice(-1_000);
  }
}
