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

  /** All counted names. */
  get names(): string[] {
    return [...this.#counts.keys()];
  }

  /** Returns the count of a name. */
  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Sum of all counts. */
  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
