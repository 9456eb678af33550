import type { HostedInvocation } from '../emulator/functionHost/executionEnvironment.ts';
import { type LocalPipeline, startLocalPipeline } from '../emulator/pipeline.ts';
import type { Random } from '../harness/random.ts';
import { JumpingClock } from './clock.ts';
import { FaultInjector } from './faults/faultInjector.ts';
import { functionFaults, functionLimits } from './faults/functionFaults.ts';
import { serviceFaults } from './faults/serviceFaults.ts';
import type { Tally } from './faults/tally.ts';
import { registeredLayouts } from './records/soakLayouts.ts';
import { triggerEvents } from './rounds/disruptions.ts';
import { Pollers } from './rounds/pollers.ts';
import type { Disruptions, Round } from './rounds/round.ts';
import { type NumberRange, sendRound } from './rounds/sendRound.ts';
import { StreamEvents } from './rounds/streamEvents.ts';

/** Options of a pipeline with faults. */
export interface FaultyPipelineOptions {
  readonly bundleFile: string;
  /** Initial number of shards. @default 5 */
  readonly shards?: number;
  /** Probability that an invocation has a fault. @default 0.4 */
  readonly faultRate?: number;
  /** An empty folder for the lake. */
  readonly folder: string;
}

/** Surroundings of the pipeline. */
interface Surroundings {
  /** Epoch milliseconds of record number 0, and of the clock at the start. */
  readonly epoch: number;
  readonly random: Random;
  /** Counts the faults and events. */
  readonly tally: Tally;
}

/** Maximum number of faults in a round; otherwise rounds of small batches and restarts might never end. */
const maxFaults = 40;

const retentionSeconds = 7 * 86_400;

/** A local pipeline whose function, services, stream, and clock are disturbed while records arrive. */
export class FaultyPipeline {
  readonly pipeline: LocalPipeline;
  readonly #surroundings: Surroundings;
  readonly #clock: JumpingClock;
  readonly #injector: FaultInjector;
  readonly #pollers: Pollers;
  readonly #events: StreamEvents;
  #disruptions: Disruptions = {};
  #invocations = 0;
  #failedInvocations = 0;

  private constructor(
    pipeline: LocalPipeline,
    surroundings: Surroundings,
    clock: JumpingClock,
    injector: FaultInjector,
  ) {
    this.pipeline = pipeline;
    this.#surroundings = surroundings;
    this.#clock = clock;
    this.#injector = injector;
    this.#pollers = new Pollers(pipeline, (event) => this.#invoke(event));
    this.#events = new StreamEvents(pipeline, clock, surroundings.random, surroundings.tally);
  }

  /** Starts a pipeline that nothing disturbs and that reads nothing until the first round. */
  static async start(
    { bundleFile, folder, shards = 5, faultRate = 0.4 }: FaultyPipelineOptions,
    surroundings: Surroundings,
  ): Promise<FaultyPipeline> {
    const { epoch, random, tally } = surroundings;
    const clock = new JumpingClock(epoch);
    const kinds = [...serviceFaults, ...functionFaults];
    const injector = new FaultInjector({ random, kinds, rate: faultRate, tally });
    const pipeline = await startLocalPipeline({
      bundleFile,
      folder,
      layouts: registeredLayouts(['a', 'b'], epoch),
      shards,
      environment: {},
      enforceLimits: false,
      retentionSeconds,
      now: clock.now,
      faults: { kinesis: injector.hook, s3: injector.hook, cloudWatch: injector.hook },
      function: functionLimits,
    });
    await pipeline.eventSource.stop();
    return new FaultyPipeline(pipeline, surroundings, clock, injector);
  }

  /** Sends the records of a round, and resolves when all of them are processed or given up. */
  async runRound(round: Round, range: NumberRange): Promise<void> {
    const { epoch, tally } = this.#surroundings;
    const outages = new AbortController();
    this.#disruptions = round.disruptions;
    await this.#pollers.start({ ...round.mapping, now: this.#clock.now });
    this.#injector.start(maxFaults);
    if (round.outages) void this.#injector.outages(outages.signal);
    if (round.disruptions.overlap) {
      await this.#pollers.overlap();
      tally.add('two pollers overlapping');
    }
    await sendRound({ ...this.#parts, round, range, epoch, events: this.#events });
    await this.#pollers.drain();
    outages.abort();
    this.#disruptions = {};
    this.#injector.stop();
    await this.#pollers.drain();
    await this.#pollers.stop();
  }

  /** Returns what happened in all rounds. */
  counts() {
    const { dropped, givenUp } = this.#pollers;
    return {
      invocations: this.#invocations,
      failedInvocations: this.#failedInvocations,
      givenUp,
      dropped,
    } as const;
  }

  get #parts() {
    const { random, tally } = this.#surroundings;
    return { pipeline: this.pipeline, pollers: this.#pollers, clock: this.#clock, random, tally } as const;
  }

  async #invoke(event: string): Promise<HostedInvocation> {
    this.#invocations++;
    this.#injector.invocationBegins(this.pipeline.host, event);
    const result = await this.pipeline.invoke(event);
    this.#injector.invocationEnds();
    if (result.functionError) {
      this.#failedInvocations++;
      triggerEvents(this.#disruptions, this.#parts);
    }
    return result;
  }
}
