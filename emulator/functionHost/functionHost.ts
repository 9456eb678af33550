import { ExecutionEnvironment, type HostedInvocation } from './executionEnvironment.ts';
import { completeFunctionSettings, type FunctionSettings } from './functionSettings.ts';

/** What a host runs, and how much of it at a time. */
export interface FunctionHostOptions extends FunctionSettings {
  /** How many invocations may run at a time. @default 10, the quota of a new account */
  readonly maximumConcurrency?: number | undefined;
  /** Receives each line that the function writes. @default lines are dropped */
  readonly onLogLine?: ((line: string) => void) | undefined;
}

/** Whether a process is affected, by the event that it is processing, if any. */
export type ProcessFilter = (event: string | undefined) => boolean;

const everyProcess: ProcessFilter = () => true;

/** Runs a bundled function as Lambda does: one process an invocation at a time, kept for the next one. */
export class FunctionHost {
  #options: FunctionHostOptions;
  readonly #environments = new Set<ExecutionEnvironment>();
  #idle: ExecutionEnvironment[] = [];
  #running = 0;
  #stopped = false;
  /** Grows with each {@link update}. */
  #version = 0;
  readonly #killAll = () => this.kill();

  constructor(options: FunctionHostOptions) {
    this.#options = options;
    process.once('exit', this.#killAll);
  }

  /** How many processes of the function run. */
  get environments(): number {
    return [...this.#environments].filter(({ alive }) => alive).length;
  }

  /**
   * Invokes the function.
   *
   * @throws if the host is stopped, or if the maximum number of invocations is running; a failing function is a result
   */
  async invoke(event: string): Promise<HostedInvocation> {
    const { maximumConcurrency = 10 } = this.#options;
    if (this.#stopped) throw new Error('The function host is stopped.');
    if (this.#running >= maximumConcurrency) {
      throw new Error(`TooManyRequestsException: ${maximumConcurrency} invocations run already.`);
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
   * Gives the function other settings, as a deployment does: what runs ends as it began, what follows runs in new
   * processes. Variables of the environment are added to those it has.
   */
  update(changes: Partial<FunctionSettings> & Pick<FunctionHostOptions, 'maximumConcurrency'>): void {
    const environment = { ...this.#options.environment, ...changes.environment };
    this.#options = { ...this.#options, ...changes, environment };
    this.#version++;
    for (const idle of this.#idle.splice(0)) this.#discard(idle);
  }

  /**
   * Suspends processes without ending them, so that their invocations time out.
   *
   * @returns how many
   */
  suspend(isMeant: ProcessFilter = everyProcess): number {
    const meant = [...this.#environments].filter(({ event }) => isMeant(event));
    for (const environment of meant) environment.suspend();
    return meant.length;
  }

  /** Lets the processes go on that {@link suspend} stopped. */
  resume(): void {
    for (const environment of this.#environments) environment.resume();
  }

  /**
   * Kills processes immediately; the next invocation starts a new one.
   *
   * @returns how many
   */
  kill(isMeant: ProcessFilter = everyProcess): number {
    const meant = [...this.#environments].filter(({ event }) => isMeant(event));
    for (const environment of meant) this.#discard(environment);
    this.#idle = this.#idle.filter(({ alive }) => alive);
    return meant.length;
  }

  /** Ends every process, and starts no more. */
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
