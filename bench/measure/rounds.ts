/** Something to time. */
export interface Timed {
  run(): unknown;
}

/** Number of runs. */
export interface Effort {
  /** Warm-up rounds, which aren't counted. */
  readonly warmUpRounds: number;
  readonly rounds: number;
  /** Consecutive counted runs of each contender per round. */
  readonly runsPerRound: number;
}

/**
 * Times several things in turns, so that a slow phase of the machine affects all of them: each runs a few
 * times in every round. The first run of a turn isn't counted, because it is affected by the garbage and
 * caches of another. Garbage collection isn't forced in between, because V8 would discard compiled code and
 * memory that a warm process keeps.
 *
 * @returns for each thing, all counted times in milliseconds
 */
export async function measureTimes(things: readonly Timed[], effort: Effort): Promise<number[][]> {
  const times: number[][] = things.map(() => []);
  for (let round = -effort.warmUpRounds; round < effort.rounds; round++) {
    for (let turn = 0; turn < things.length; turn++) {
      const index = (turn + Math.max(0, round)) % things.length;
      await timeOf(things[index]);
      for (let run = 0; run < effort.runsPerRound; run++) {
        const milliseconds = await timeOf(things[index]);
        if (round >= 0) times[index]?.push(milliseconds);
      }
    }
  }
  return times;
}

/** Returns the medians of {@link measureTimes}, in milliseconds. */
export async function medianTimes(things: readonly Timed[], effort: Effort): Promise<number[]> {
  return (await measureTimes(things, effort)).map(median);
}

/** Returns the median of numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] + upper) / 2;
}

async function timeOf(thing: Timed): Promise<number> {
  const start = performance.now();
  const result = thing.run();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}
