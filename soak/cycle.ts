import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../harness/random.ts';
import { Tally } from './faults/tally.ts';
import { FaultyPipeline, type FaultyPipelineOptions } from './faultyPipeline.ts';
import { checkLake, type LakeFindings } from './lake/lakeCheck.ts';
import { planRounds } from './rounds/plan.ts';
import { replay } from './rounds/replay.ts';
import type { PromiseName, Round } from './rounds/round.ts';
import type { NumberRange } from './rounds/sendRound.ts';

const day = 86_400_000;

/** The clock starts this many milliseconds before midnight, so that every cycle crosses it. */
const beforeMidnight = 20 * 60_000;

/** Options of a cycle. Its pipeline needs a folder of its own. */
export interface CycleOptions extends FaultyPipelineOptions {
  readonly promise: PromiseName;
  readonly records: number;
  readonly seed: number;
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
  const { promise, records, seed, folder, signal } = options;
  const random = new Random(seed);
  const tally = new Tally();
  const today = Date.now() - (Date.now() % day);
  const epoch = today - 2 * day - beforeMidnight;
  const parts = splitRecords(planRounds(promise, random), records);
  const faulty = await FaultyPipeline.start(options, { epoch, random, tally });
  const { pipeline } = faulty;
  let replayed = 0;
  try {
    const aborted = rejectOnAbort(signal);
    for (const { round, range } of parts) {
      await Promise.race([faulty.runRound(round, range), aborted]);
      replayed += await replay(pipeline, ['a', 'b'], ['batches']);
    }
    if (promise === 'at least once') replayed += await replay(pipeline, ['a', 'b', 'c'], ['quarantine']);
  } finally {
    await pipeline.stop();
  }
  const mayBeQuarantined = promise === 'exact' ? [] : (['c'] as const);
  const findings = await checkLake(join(folder, pipeline.lakeBucket), { records, epoch, mayBeQuarantined });
  rmSync(folder, { recursive: true });
  return {
    ...findings,
    promise,
    records,
    faults: tally,
    duplicatedBy: tallyByRound(findings.duplicated, parts),
    ...faulty.counts(),
    replayed,
  };
}

/** A round, and the numbers of its records. */
interface CyclePart {
  readonly round: Round;
  readonly range: NumberRange;
}

function splitRecords(rounds: readonly Round[], records: number): readonly CyclePart[] {
  let first = 0;
  return rounds.map((round, index) => {
    const share = Math.min(round.max ?? records, Math.ceil(records * round.share));
    const end = index === rounds.length - 1 ? records : Math.min(records, first + share);
    const range = { first, end };
    first = end;
    return { round, range };
  });
}

function tallyByRound(numbers: readonly number[], parts: readonly CyclePart[]): Tally {
  const tally = new Tally();
  for (const number of numbers) {
    tally.add(parts.find(({ range }) => number < range.end)?.round.title ?? '');
  }
  return tally;
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  // The error is thrown by the round that runs.
  promise.catch(() => {});
  signal.addEventListener('abort', () => reject(new Error('Stopped before the end.')));
  return promise;
}
