import { setTimeout } from 'node:timers/promises';

/** The time, and waiting. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Waits.
   *
   * @throws AbortError if the signal ends the waiting
   */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};
