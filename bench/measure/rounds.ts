/** Something whose time is taken. */
export interface Timed {
  run(): unknown;
}

/** How often something is run. */
export interface Effort {
  /** Rounds that don't count, in which code is compiled. */
  readonly warmUpRounds: number;
  readonly rounds: number;
  /** Runs of each contender that count in a round, in sequence. */
  readonly runsPerRound: number;
}

/**
 * Times several things in turns, so that a slow moment of the machine meets all of them: each runs a few times in
 * every round. The first run of a turn is not counted: it meets the garbage and the caches of another. Garbage is
 * not collected on purpose in between, for that makes V8 give up compiled code and memory that a warm process keeps.
 *
 * @returns for each, all times that count, in milliseconds
 */
export async function takeTimes(things: readonly Timed[], effort: Effort): Promise<number[][]> {
  const times: number[][] = things.map(() => []);
  for (let round = -effort.warmUpRounds; round < effort.rounds; round++) {
    for (let turn = 0; turn < things.length; turn++) {
      const index = (turn + Math.max(0, round)) % things.length;
      await timeOf(things[index] as Timed);
      for (let run = 0; run < effort.runsPerRound; run++) {
        const milliseconds = await timeOf(things[index] as Timed);
        if (round >= 0) times[index]?.push(milliseconds);
      }
    }
  }
  return times;
}

/** The medians of {@link takeTimes}. */
export async function medianTimes(things: readonly Timed[], effort: Effort): Promise<number[]> {
  return (await takeTimes(things, effort)).map(median);
}

/** The middle one of numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

async function timeOf(thing: Timed): Promise<number> {
  const start = performance.now();
  const result = thing.run();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}
