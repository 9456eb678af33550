/** A clock that is stopped until it is set, or runs like the real one. */
export class MovableClock {
  #time: number;
  #isFlowing = false;

  /** @param time epoch milliseconds */
  constructor(time: number) {
    this.#time = time;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => (this.#isFlowing ? Date.now() : this.#time);

  /** Sets the time, and stops there. */
  set(time: number): void {
    this.#isFlowing = false;
    this.#time = time;
  }

  /** Moves the time ahead by milliseconds. */
  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Shows real time from now on. */
  flow(): void {
    this.#isFlowing = true;
  }
}
