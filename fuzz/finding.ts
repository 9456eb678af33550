/** Milliseconds of processor time that nothing may take. */
export const longestTime = 1000;

/** Milliseconds of processor time of this thread so far: what else the machine does takes none of it. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Something that must not be, with what repeats it. */
export class Finding extends Error {
  override readonly name = 'Finding';

  /**
   * @param what is wrong
   * @param repeatedBy options of `npm run fuzz` that find it again
   */
  constructor(what: string, repeatedBy: string, cause?: unknown) {
    super(`${what}; found again by: npm run fuzz -- ${repeatedBy}`, { cause });
  }
}

/** What a run has come to. */
export interface FuzzReport {
  readonly executions: number;
  readonly batches: number;
  /** Counts of what became of the executions, by name. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Milliseconds of processor time that the longest batch took. */
  readonly longest: number;
  readonly seconds: number;
  /** Largest resident memory in megabytes while it ran. */
  readonly memory: number;
}

/** Resident memory in megabytes. */
export function residentMemory(): number {
  return Math.round(process.memoryUsage.rss() / 1e6);
}
