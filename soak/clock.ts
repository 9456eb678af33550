const hour = 3_600_000;

/** A clock that goes on by itself and leaps when it is told to. */
export class LeapingClock {
  readonly #startedAt = performance.now();
  #base: number;

  /** @param start epoch milliseconds */
  constructor(start: number) {
    this.#base = start;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => Math.floor(this.#base + performance.now() - this.#startedAt);

  /** Leaps by milliseconds, forth or back. */
  leap(milliseconds: number): void {
    this.#base += milliseconds;
  }

  /** Leaps to just before the next full hour. */
  leapToEndOfHour(millisecondsBefore: number): void {
    const now = this.now();
    this.leap(Math.max(0, hour - (now % hour) - millisecondsBefore));
  }
}
