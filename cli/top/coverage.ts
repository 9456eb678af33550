/** Tracks which part of a stream's records was read, in case the reader can't keep up with all shards. */
export class Coverage {
  readonly #skips: { readonly shardId: string; readonly from: number; readonly to: number }[] = [];
  /** The time, in epoch milliseconds, up to which each shard has been read. */
  readonly #readTo = new Map<string, number>();
  #isListed = false;

  /** Stores that shards exist, and were read up to a time. */
  list(shardIds: readonly string[], readTo: number): void {
    this.#isListed = true;
    for (const shardId of shardIds) this.#readTo.set(shardId, readTo);
  }

  /** Stores that a shard was read up to some milliseconds before a time. */
  note(shardId: string, now: number, behind: number): void {
    this.#readTo.set(shardId, now - behind);
  }

  /** Stores that the last milliseconds of a shard were skipped. */
  skip(shardId: string, now: number, milliseconds: number): void {
    this.#skips.push({ shardId, from: now - milliseconds, to: now });
    this.#readTo.set(shardId, now);
  }

  /** Stores that a shard has no more records. */
  end(shardId: string): void {
    this.#readTo.delete(shardId);
  }

  /** Number of shards that have not ended. */
  get shards(): number {
    return this.#readTo.size;
  }

  /**
   * Estimates the part of a window's records that was read, 0 to 1, assuming a constant rate. It is 0 before the shards
   * are known.
   */
  partRead(from: number, to: number): number {
    if (!this.#isListed) return 0;
    if (this.shards === 0 || to <= from) return 1;
    const overlap = (start: number, end: number) => Math.max(0, Math.min(end, to) - Math.max(start, from));
    const skipped = this.#skips.reduce((sum, skip) => sum + overlap(skip.from, skip.to), 0);
    const unread = this.#readTo.values().reduce((sum, readTo) => sum + overlap(readTo, to), 0);
    return Math.max(0, 1 - (skipped + unread) / (this.shards * (to - from)));
  }

  /** Returns the number of shards with missing records in a window. */
  incomplete(from: number, to: number): number {
    const skipped = this.#skips
      .filter((skip) => skip.to > from && skip.from < to)
      .map(({ shardId }) => shardId);
    const behind = [...this.#readTo].filter(([, readTo]) => readTo < to).map(([shardId]) => shardId);
    return new Set([...skipped, ...behind]).size;
  }

  /** Removes skipped times before a time. */
  forget(before: number): void {
    const kept = this.#skips.filter(({ to }) => to >= before);
    this.#skips.splice(0, this.#skips.length, ...kept);
  }
}
