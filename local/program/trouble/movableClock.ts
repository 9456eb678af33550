/** A clock that either stands still until it is set, or shows real time. */
export class MovableClock {
  #time: number;
  #isFlowing = false;

  /** @param time epoch milliseconds */
  constructor(time: number) {
    this.#time = time;
  }

  /** Returns the current time in epoch milliseconds. */
  readonly now = (): number => (this.#isFlowing ? Date.now() : this.#time);

  /** Sets the time, and stops the clock. */
  set(time: number): void {
    this.#isFlowing = false;
    this.#time = time;
  }

  /** Moves the time ahead by milliseconds. */
  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Switches to real time. */
  flow(): void {
    this.#isFlowing = true;
  }
}
