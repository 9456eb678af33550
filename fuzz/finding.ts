/** Maximum CPU time per execution, in milliseconds. */
export const longestTime = 1000;

/** Returns the CPU time of this thread so far, in milliseconds. Other load on the machine doesn't affect it. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** A problem, and the options that reproduce it. */
export class Finding extends Error {
  override readonly name = 'Finding';

  /**
   * @param what description of the problem
   * @param repeatedBy options of `npm run fuzz` that reproduce the problem
   */
  constructor(what: string, repeatedBy: string, cause?: unknown) {
    super(`${what}; to reproduce it, run: npm run fuzz -- ${repeatedBy}`, { cause });
  }
}

/** Results of a run. */
export interface FuzzReport {
  readonly executions: number;
  readonly batches: number;
  /** Number of executions by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** CPU time of the longest batch, in milliseconds. */
  readonly longest: number;
  readonly seconds: number;
  /** Maximum resident memory during the run, in megabytes. */
  readonly memory: number;
}

/** Returns the resident memory in megabytes. */
export function residentMemory(): number {
  return Math.round(process.memoryUsage.rss() / 1e6);
}
