const hour = 3_600_000;

/** A clock that runs, and that can leap. */
export class LeapingClock {
  readonly #startedAt = performance.now();
  #base: number;

  /** @param start epoch milliseconds */
  constructor(start: number) {
    this.#base = start;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => Math.floor(this.#base + performance.now() - this.#startedAt);

  /** Leaps by milliseconds, forward or back. */
  leap(milliseconds: number): void {
    this.#base += milliseconds;
  }

  /** Leaps to just before the next full hour. */
  leapToEndOfHour(millisecondsBefore: number): void {
    const now = this.now();
    this.leap(Math.max(0, hour - (now % hour) - millisecondsBefore));
  }
}
