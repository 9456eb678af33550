import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalPipeline } from '../emulator/pipeline.ts';
import { Random } from '../harness/random.ts';
import { JumpingClock } from './clock.ts';
import { FaultInjector } from './faults/faultInjector.ts';
import { functionFaults, functionLimits } from './faults/functionFaults.ts';
import { serviceFaults } from './faults/serviceFaults.ts';
import { Tally } from './faults/tally.ts';
import { checkLake, type LakeFindings } from './lake/lakeCheck.ts';
import { registeredLayouts } from './records/soakLayouts.ts';
import { triggerEvents } from './rounds/disruptions.ts';
import { planRounds } from './rounds/plan.ts';
import { Pollers } from './rounds/pollers.ts';
import { replay } from './rounds/replay.ts';
import type { PromiseName, Round } from './rounds/round.ts';
import { type NumberRange, sendRound } from './rounds/sendRound.ts';
import { StreamEvents } from './rounds/streamEvents.ts';

/** Default probability that an invocation has a fault. */
const usualFaultRate = 0.4;

/** Maximum number of faults in a round; otherwise rounds of small batches and restarts might never end. */
const maxFaults = 40;

const day = 86_400_000;

/** The clock starts this many milliseconds before midnight, so that every cycle crosses it. */
const beforeMidnight = 20 * 60_000;

/** Options of a cycle. */
export interface CycleOptions {
  readonly promise: PromiseName;
  readonly records: number;
  readonly seed: number;
  readonly bundleFile: string;
  /** Initial number of shards. @default 5 */
  readonly shards?: number;
  /** Probability that an invocation has a fault. @default 0.4 */
  readonly faultRate?: number;
  /** An empty folder for the lake of this cycle. */
  readonly folder: string;
  /** Stops the cycle when aborted. */
  readonly signal: AbortSignal;
}

/** Result of a cycle. */
export interface CycleResult extends LakeFindings {
  readonly promise: PromiseName;
  readonly records: number;
  readonly faults: Tally;
  /** Duplicated rows, by the event that happened while they were sent. */
  readonly duplicatedBy: Tally;
  readonly invocations: number;
  /** Failed invocations. Their records were retried or given up. */
  readonly failedInvocations: number;
  /** Records that were given up and stored in the failure bucket. */
  readonly givenUp: number;
  /** Records that were given up and not stored. */
  readonly dropped: number;
  readonly replayed: number;
}

/** Sends numbered records through a new pipeline while faults are injected, and counts the results in the lake. */
export async function runCycle(options: CycleOptions): Promise<CycleResult> {
  const { promise, records, seed, bundleFile, folder, signal } = options;
  const random = new Random(seed);
  const tally = new Tally();
  const today = Date.now() - (Date.now() % day);
  const epoch = today - 2 * day - beforeMidnight;
  const clock = new JumpingClock(epoch);
  const kinds = [...serviceFaults, ...functionFaults];
  const injector = new FaultInjector({
    random,
    kinds,
    rate: options.faultRate ?? usualFaultRate,
    tally,
  });
  let [invocations, failedInvocations, replayed] = [0, 0, 0];
  let disruptions: Round['disruptions'] = {};
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  const ends: { title: string; end: number }[] = [];

  const pipeline = await startLocalPipeline({
    bundleFile,
    folder,
    layouts: registeredLayouts(['a', 'b'], epoch),
    shards: options.shards ?? 5,
    environment: {},
    enforceLimits: false,
    retentionSeconds: (7 * day) / 1000,
    now: clock.now,
    faults: { kinesis: injector.hook, s3: injector.hook, cloudWatch: injector.hook },
    function: functionLimits,
  });
  const pollers = new Pollers(pipeline, invoke);
  const parts = { pipeline, pollers, clock, random, tally };
  const events = new StreamEvents(pipeline, clock, random, tally);

  async function invoke(event: string) {
    invocations++;
    injector.invocationBegins(pipeline.host, event);
    const result = await pipeline.invoke(event);
    injector.invocationEnds();
    if (result.functionError) {
      failedInvocations++;
      triggerEvents(disruptions, parts);
    }
    return result;
  }

  async function runRound(round: Round, range: NumberRange): Promise<void> {
    disruptions = round.disruptions;
    const outages = new AbortController();
    await pollers.start({ ...round.mapping, now: clock.now });
    injector.start(maxFaults);
    if (round.outages) void injector.outages(outages.signal);
    if (disruptions.overlap) {
      await pollers.overlap();
      tally.add('two pollers overlapping');
    }
    await sendRound({ ...parts, round, range, epoch, events });
    await pollers.drain();
    outages.abort();
    disruptions = {};
    injector.stop();
    await pollers.drain();
    await pollers.stop();
  }

  try {
    signal.addEventListener('abort', () => aborted.reject(new Error('Stopped before the end.')));
    await pipeline.eventSource.stop();
    const rounds = planRounds(promise, random);
    let first = 0;
    for (const [index, round] of rounds.entries()) {
      const share = Math.min(round.max ?? records, Math.ceil(records * round.share));
      const end = index === rounds.length - 1 ? records : Math.min(records, first + share);
      await Promise.race([runRound(round, { first, end }), aborted.promise]);
      ends.push({ title: round.title, end });
      replayed += await replay(pipeline, ['a', 'b'], ['batches']);
      first = end;
    }
    if (promise === 'at least once') replayed += await replay(pipeline, ['a', 'b', 'c'], ['quarantine']);
  } finally {
    await pipeline.stop();
  }
  const mayBeQuarantined = promise === 'exact' ? [] : (['c'] as const);
  const findings = await checkLake(join(folder, pipeline.lakeBucket), { records, epoch, mayBeQuarantined });
  rmSync(folder, { recursive: true });
  const { dropped, givenUp } = pollers;
  const duplicatedBy = new Tally();
  for (const number of findings.duplicated) {
    duplicatedBy.add(ends.find(({ end }) => number < end)?.title ?? '');
  }
  return {
    ...findings,
    promise,
    records,
    faults: tally,
    duplicatedBy,
    invocations,
    failedInvocations,
    givenUp,
    dropped,
    replayed,
  };
}
