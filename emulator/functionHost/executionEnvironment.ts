import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type CompleteFunctionSettings, functionArnOf, processEnvironment } from './functionSettings.ts';
import { type MemoryWatch, watchMemory } from './memoryWatch.ts';
import { type RuntimeApi, type RuntimeOutcome, startRuntimeApi } from './runtimeApi.ts';

const bootstrapFile = join(import.meta.dirname, 'bootstrap.ts');

/**
 * Maximum time until a new process requests an invocation, in milliseconds: Lambda developer guide, "Init
 * phase", 2026-11.
 */
const initMilliseconds = 10_000;

/** Result of an invocation, its duration, and its memory. */
export interface HostedInvocation extends RuntimeOutcome {
  readonly requestId: string;
  /** Time from the event's delivery to the response, in milliseconds. */
  readonly duration: number;
  /** Whether a process was started for this invocation. */
  readonly coldStart: boolean;
  /** Maximum resident memory of the process so far, in bytes. */
  readonly maximumMemory: number;
}

/** A process of the function, with its own Runtime API. It runs one invocation at a time. */
export class ExecutionEnvironment {
  readonly #settings: CompleteFunctionSettings;
  readonly #api: RuntimeApi;
  readonly #child: ChildProcess;
  readonly #memory: MemoryWatch;
  /** Resolves with the reason when the process has ended. */
  readonly #ended: Promise<string>;
  #alive = true;
  #invocations = 0;
  #killedFor: string | undefined;
  #event: string | undefined;

  private constructor(
    settings: CompleteFunctionSettings,
    api: RuntimeApi,
    onLogLine: (line: string) => void,
  ) {
    this.#settings = settings;
    this.#api = api;
    // In its own process group, so that Ctrl-C only reaches the host, which then ends the process in order.
    this.#child = spawn(process.execPath, [...runtimeFlags(settings), bootstrapFile], {
      env: processEnvironment(settings, api.address),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) onLines(stream, onLogLine);
    }
    const limit = settings.memoryMegabytes * 1024 * 1024;
    this.#memory = watchMemory(this.#child.pid ?? 0, limit, () => this.kill('signal: killed, out of memory'));
    const ended = Promise.withResolvers<string>();
    this.#child.once('error', (error) => this.#end(ended.resolve, error.message));
    this.#child.once('exit', (code, signal) =>
      this.#end(ended.resolve, signal ? 'signal: killed' : `exit status ${code}`),
    );
    this.#ended = ended.promise;
  }

  /** Starts a process, which loads the function. */
  static async start(
    settings: CompleteFunctionSettings,
    onLogLine: (line: string) => void,
  ): Promise<ExecutionEnvironment> {
    return new ExecutionEnvironment(settings, await startRuntimeApi(), onLogLine);
  }

  /** Whether the process is running and can be invoked. */
  get alive(): boolean {
    return this.#alive && this.#killedFor === undefined;
  }

  /** The event that the process is working on, if any. */
  get event(): string | undefined {
    return this.#event;
  }

  /** Kills the process immediately. */
  kill(reason = 'signal: killed'): void {
    this.#killedFor ??= reason;
    this.#child.kill('SIGKILL');
  }

  /** Suspends the process, as if it got no CPU time. */
  suspend(): void {
    if (this.alive) this.#child.kill('SIGSTOP');
  }

  /** Resumes the process. */
  resume(): void {
    if (this.alive) this.#child.kill('SIGCONT');
  }

  /** Invokes the function. If it exceeds its timeout, the process is killed. */
  async invoke(event: string): Promise<HostedInvocation> {
    const requestId = randomUUID();
    this.#event = event;
    const coldStart = this.#invocations++ === 0;
    const timeout = this.#settings.timeoutSeconds * 1000;
    let startedAt = Date.now();
    const timedOut = Promise.withResolvers<RuntimeOutcome>();
    const expire = () => {
      this.kill();
      timedOut.resolve(toTimeout(requestId, this.#settings.timeoutSeconds));
    };
    let timer = setTimeout(expire, initMilliseconds + timeout);
    const functionArn = functionArnOf(this.#settings);
    await Promise.race([this.#api.asked(), this.#api.initError, this.#ended]);
    const answer = this.#api.invoke({ requestId, event, deadline: Date.now() + timeout, functionArn }, () => {
      startedAt = Date.now();
      clearTimeout(timer);
      timer = setTimeout(expire, timeout);
    });
    const ended = this.#ended.then((how) => toExitError(requestId, how));
    const outcome = await Promise.race([answer, timedOut.promise, this.#api.initError, ended]);
    const duration = Date.now() - startedAt;
    // In Lambda, an invocation is done when the process requests the next one, or has ended.
    await Promise.race([this.#api.asked(), timedOut.promise, this.#ended]);
    clearTimeout(timer);
    this.#event = undefined;
    return {
      ...outcome,
      requestId,
      duration,
      coldStart,
      maximumMemory: this.#memory.maximum,
    };
  }

  #end(resolve: (how: string) => void, how: string): void {
    this.#alive = false;
    this.#memory.stop();
    this.#api.close();
    resolve(this.#killedFor ?? how);
  }
}

/** Returns the flags that Lambda starts node with: 90% of the memory is for the old generation. */
function runtimeFlags({ memoryMegabytes }: CompleteFunctionSettings): string[] {
  return [
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`,
  ];
}

function toTimeout(requestId: string, seconds: number): RuntimeOutcome {
  return toOutcome(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  );
}

function toExitError(requestId: string, how: string): RuntimeOutcome {
  return toOutcome('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${how}`);
}

function toOutcome(errorType: string, errorMessage: string): RuntimeOutcome {
  return { payload: JSON.stringify({ errorType, errorMessage }), functionError: 'Unhandled' };
}

/**
 * Calls the listener for each line of a stream. Only a line feed ends a line; the runtime writes line feeds
 * in messages as CR.
 */
function onLines(stream: Readable, listener: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) listener(line);
  });
  stream.on('end', () => {
    if (rest !== '') listener(rest);
  });
}
