const hour = 3_600_000;

/** A running clock that can be moved. */
export class JumpingClock {
  readonly #startedAt = performance.now();
  #base: number;

  /** @param start epoch milliseconds */
  constructor(start: number) {
    this.#base = start;
  }

  /** Returns the current time in epoch milliseconds. */
  readonly now = (): number => Math.floor(this.#base + performance.now() - this.#startedAt);

  /** Moves the clock by milliseconds, forward or back. */
  jump(milliseconds: number): void {
    this.#base += milliseconds;
  }

  /** Moves the clock to just before the next full hour. */
  jumpToEndOfHour(millisecondsBefore: number): void {
    const now = this.now();
    this.jump(Math.max(0, hour - (now % hour) - millisecondsBefore));
  }
}
