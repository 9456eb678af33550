import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../cli/stream/clock.ts';

/** A clock that advances only when code sleeps, without real waiting. */
export class ManualClock implements Clock {
  /** Requested length of every sleep, in milliseconds. */
  readonly sleeps: number[] = [];
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now = (): number => this.#now;

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    const end = this.#now + milliseconds;
    // Concurrent sleeps don't add up.
    await setImmediate(undefined, { signal });
    this.#now = Math.max(this.#now, end);
  }
}
