import type { DuckDBConnection } from '@duckdb/node-api';
import { optimizeDay } from '../../core/lake/compaction/maintain.ts';
import { replaceView } from '../../core/lake/compaction/replaceView.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { runCompaction } from '../../emulator/compaction/compactor.ts';
import type { ExecutionResult } from '../../emulator/stateMachine/runStateMachine.ts';
import { Random } from '../../harness/random.ts';
import { rollupDifferences } from '../checks/rollup.ts';
import type { Deployment } from '../lake/deployment.ts';
import { LakeBucket } from '../lake/lakeBucket.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { TrinoServer } from '../server/trinoServer.ts';
import { FaultyEngine, type RunFault, runFaults } from './faultyEngine.ts';
import { Reader } from './reader.ts';
import { Traffic } from './traffic.ts';

const hourMilliseconds = 3_600_000;
const closing = 75 * 60_000;

/** Options of a seed's run. */
export interface SeedRunOptions {
  readonly seed: number;
  /** Hours of traffic, with or without a run after each. */
  readonly steps: number;
  readonly server: TrinoServer;
  readonly lake: TrinoLake;
  readonly deployment: Deployment;
  readonly connection: DuckDBConnection;
  /** First arrival hour, in hours since the epoch. */
  readonly firstHour: number;
  /** Faults to choose from. @default all */
  readonly faults?: readonly RunFault[] | undefined;
  /** Changes statements, for control runs. */
  readonly change?: ((sql: string) => string) | undefined;
  readonly signal: AbortSignal;
}

/** Result of a seed. */
export interface SeedResult {
  readonly seed: number;
  readonly statements: number;
  readonly checks: number;
  readonly requests: number;
  /** Number of times that each fault happened. */
  readonly faults: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

/** Runs the deployed state machine on random traffic with random faults. */
export async function runSeed(options: SeedRunOptions): Promise<SeedResult> {
  const run = new SeedRun(options);
  await options.lake.create(options.deployment.table);
  for (let step = 0; step < options.steps; step++) {
    options.signal.throwIfAborted();
    await run.step();
  }
  return run.end();
}

class SeedRun {
  readonly #options: SeedRunOptions;
  readonly #random: Random;
  readonly #bucket: LakeBucket;
  readonly #reader: Reader;
  readonly #traffic: Traffic;
  readonly #faults = new Map<string, number>();
  readonly #columns: readonly string[];
  #hour: number;
  #statements = 0;

  constructor(options: SeedRunOptions) {
    const { lake, connection, seed, deployment, firstHour } = options;
    this.#options = options;
    this.#random = new Random(seed);
    this.#bucket = new LakeBucket(lake.folder, connection);
    this.#reader = new Reader(lake, this.#bucket);
    this.#traffic = new Traffic(this.#bucket, this.#random);
    this.#columns = deployment.table.StorageDescriptor.Columns.map(({ Name }) => Name);
    this.#hour = firstHour;
  }

  /** Time just after the current hour is closed. */
  get #now(): number {
    return (this.#hour + 1) * hourMilliseconds + closing + 60_000;
  }

  /** Adds an hour of traffic, and runs the events at its end. */
  async step(): Promise<void> {
    this.#hour++;
    await this.#traffic.putHour(this.#hour);
    if (this.#random.below(2) === 0) await this.#putLate(this.#hour - this.#random.below(6));
    const way = this.#random.below(8);
    if (way === 0) return this.#count('machine stopped');
    if (way === 1) return this.#runTwice();
    if (way === 2) await this.#optimize();
    if (way === 3) await this.#flipBack();
    await this.#runOnce(this.#random.pick(this.#options.faults ?? runFaults));
  }

  /** Closes all hours, runs until nothing is left to merge, and compares everything again. */
  async end(): Promise<SeedResult> {
    this.#hour += 2;
    await this.#traffic.putHour(this.#hour);
    for (let runs = 0; runs < 5; runs++) {
      const { status, path, cause } = await this.#run('nothing');
      if (status === 'FAILED') this.#reader.wrong.push(`the last run failed: ${cause}`);
      if (path.length <= 3) break;
    }
    const { lake, seed } = this.#options;
    if (this.#reader.watermark() !== this.#hour)
      this.#reader.wrong.push('expected every hour to be merged at the end');
    const marks = await lake.calls.listFiles('late/');
    if (marks.length > 0) this.#reader.wrong.push(`expected no marks at the end, got ${marks.length}`);
    this.#reader.wrong.push(...(await rollupDifferences(lake, 'at the end')));
    const requests = new Set(
      this.#bucket.files().flatMap((file) => file.requests.map(({ number }) => number)),
    );
    const { checks, wrong } = this.#reader;
    return {
      seed,
      statements: this.#statements,
      checks,
      requests: requests.size,
      faults: this.#faults,
      wrong,
    };
  }

  async #runOnce(fault: RunFault): Promise<void> {
    const { status, cause = '' } = await this.#run(fault);
    if (status === 'FAILED' && /^expected each request/.test(cause))
      this.#reader.wrong.push(`the proof failed: ${cause}`);
  }

  /** Runs two executions at the same time, which the guard normally prevents. */
  async #runTwice(): Promise<void> {
    this.#count('two concurrent runs');
    await Promise.all([this.#run('nothing'), this.#run('nothing')]);
  }

  async #run(fault: RunFault): Promise<ExecutionResult> {
    const { lake, server, deployment, change } = this.#options;
    const engine = new FaultyEngine({
      lake,
      server,
      reader: this.#reader,
      random: this.#random,
      fault,
      change,
      putLate: (hour) => this.#putLate(hour),
    });
    const settings = {
      dialect: 'trino',
      schema: lake.schema,
      retentionDays: 90,
      isOn: true,
      locations: lake.locations,
    } as const;
    const { machine } = deployment;
    const result = await runCompaction({
      settings,
      engine,
      calls: lake.calls,
      now: () => this.#now,
      machine,
    });
    this.#statements += engine.statements;
    if (engine.happened) this.#count(fault);
    return result;
  }

  async #putLate(hour: number): Promise<void> {
    this.#count('late file');
    await this.#traffic.putLate(hour, this.#now);
  }

  async #optimize(): Promise<void> {
    const { lake } = this.#options;
    if (this.#reader.watermark() === undefined) return;
    this.#count('optimized in between');
    const [day] = dayAndHour(this.#hour - 1);
    for (const sql of optimizeDay(lake.target(this.#columns), day)) await lake.run(sql);
    await this.#reader.check('after OPTIMIZE');
  }

  /** Lets an old, delayed run put its watermark into the view. */
  async #flipBack(): Promise<void> {
    const { lake } = this.#options;
    const watermark = this.#reader.watermark();
    if (watermark === undefined) return;
    this.#count('watermark set back');
    await lake.run(replaceView(lake.target(this.#columns), watermark - 1 - this.#random.below(2)));
    await this.#reader.check('after the watermark was put back');
  }

  #count(what: string): void {
    this.#faults.set(what, (this.#faults.get(what) ?? 0) + 1);
  }
}
