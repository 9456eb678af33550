import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../cli/stream/clock.ts';

/** A clock that goes forward only when somebody sleeps, and then without making anybody wait. */
export class ManualClock implements Clock {
  /** How long every sleep was to be, in milliseconds. */
  readonly sleeps: number[] = [];
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now = (): number => this.#now;

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    const end = this.#now + milliseconds;
    // Others that sleep side by side do not add up.
    await setImmediate(undefined, { signal });
    this.#now = Math.max(this.#now, end);
  }
}
