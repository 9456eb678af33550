import { setTimeout } from 'node:timers/promises';

/** A clock, which tests can replace. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Waits for a number of milliseconds.
   *
   * @throws AbortError if the signal is aborted
   */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};
