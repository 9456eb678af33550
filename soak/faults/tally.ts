/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** Adds to the count of a name. */
  add(name: string, count = 1): void {
    this.#counts.set(name, this.count(name) + count);
  }

  /** Adds the counts of another tally. */
  addAll(other: Tally): void {
    for (const [name, count] of other.#counts) this.add(name, count);
  }

  /** Every name that was counted. */
  get names(): string[] {
    return [...this.#counts.keys()];
  }

  /** The count of a name. */
  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** All counts together. */
  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
