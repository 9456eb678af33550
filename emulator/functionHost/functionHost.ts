import { ExecutionEnvironment, type HostedInvocation } from './executionEnvironment.ts';
import { completeFunctionSettings, type FunctionSettings } from './functionSettings.ts';

/** Options of a function host. */
export interface FunctionHostOptions extends FunctionSettings {
  /** Maximum concurrent invocations. @default 10, the quota of a new account */
  readonly maximumConcurrency?: number | undefined;
  /** Called with each line that the function logs. @default lines are dropped */
  readonly onLogLine?: ((line: string) => void) | undefined;
}

/** Returns whether a process is affected, given the event that it is processing, if any. */
export type ProcessFilter = (event: string | undefined) => boolean;

const everyProcess: ProcessFilter = () => true;

/**
 * Runs a bundled function as Lambda does: each process runs one invocation at a time, and is reused for the
 * next one.
 */
export class FunctionHost {
  #options: FunctionHostOptions;
  readonly #environments = new Set<ExecutionEnvironment>();
  #idle: ExecutionEnvironment[] = [];
  #running = 0;
  #stopped = false;
  /** Number of calls of {@link update}. */
  #version = 0;
  readonly #killAll = () => this.kill();

  constructor(options: FunctionHostOptions) {
    this.#options = options;
    process.once('exit', this.#killAll);
  }

  /** Number of running processes. */
  get environments(): number {
    return [...this.#environments].filter(({ alive }) => alive).length;
  }

  /**
   * Invokes the function.
   *
   * @throws Error if the host is stopped, or if the maximum number of invocations is running. A failure of
   * the function is a result, not an error.
   */
  async invoke(event: string): Promise<HostedInvocation> {
    const { maximumConcurrency = 10 } = this.#options;
    if (this.#stopped) throw new Error('The function host is stopped.');
    if (this.#running >= maximumConcurrency) {
      throw new Error(`TooManyRequestsException: ${maximumConcurrency} invocations are already running.`);
    }
    this.#running++;
    const version = this.#version;
    try {
      const environment = await this.#takeEnvironment();
      const result = await environment.invoke(event);
      if (environment.alive && version === this.#version) this.#idle.push(environment);
      else this.#discard(environment);
      return result;
    } finally {
      this.#running--;
    }
  }

  /**
   * Changes the function's settings, as a deployment does. Running invocations finish with the old settings;
   * later ones run in new processes. Environment variables are merged with the existing ones.
   */
  update(changes: Partial<FunctionSettings> & Pick<FunctionHostOptions, 'maximumConcurrency'>): void {
    const environment = { ...this.#options.environment, ...changes.environment };
    this.#options = { ...this.#options, ...changes, environment };
    this.#version++;
    for (const idle of this.#idle.splice(0)) this.#discard(idle);
  }

  /**
   * Suspends processes, so that their invocations time out.
   *
   * @returns number of affected processes
   */
  suspend(isMeant: ProcessFilter = everyProcess): number {
    const meant = [...this.#environments].filter(({ event }) => isMeant(event));
    for (const environment of meant) environment.suspend();
    return meant.length;
  }

  /** Resumes the processes that {@link suspend} suspended. */
  resume(): void {
    for (const environment of this.#environments) environment.resume();
  }

  /**
   * Kills processes immediately. The next invocation starts a new one.
   *
   * @returns number of affected processes
   */
  kill(isMeant: ProcessFilter = everyProcess): number {
    const meant = [...this.#environments].filter(({ event }) => isMeant(event));
    for (const environment of meant) this.#discard(environment);
    this.#idle = this.#idle.filter(({ alive }) => alive);
    return meant.length;
  }

  /** Ends all processes, and prevents new ones. */
  stop(): void {
    this.#stopped = true;
    process.off('exit', this.#killAll);
    this.kill();
  }

  #discard(environment: ExecutionEnvironment): void {
    environment.kill();
    this.#environments.delete(environment);
  }

  async #takeEnvironment(): Promise<ExecutionEnvironment> {
    for (let environment = this.#idle.pop(); environment; environment = this.#idle.pop()) {
      if (environment.alive) return environment;
      this.#environments.delete(environment);
    }
    const settings = completeFunctionSettings(this.#options);
    const environment = await ExecutionEnvironment.start(settings, this.#options.onLogLine ?? (() => {}));
    this.#environments.add(environment);
    if (this.#stopped) environment.kill();
    return environment;
  }
}
