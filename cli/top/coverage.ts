/** How much of a stream's records a window has, while a reader cannot keep up with all shards. */
export class Coverage {
  readonly #skips: { readonly shardId: string; readonly from: number; readonly to: number }[] = [];
  readonly #behind = new Map<string, number>();

  /** Notes how far a shard is behind, in milliseconds. */
  note(shardId: string, behind: number): void {
    this.#behind.set(shardId, behind);
  }

  /** Notes that a shard's records of the last milliseconds are skipped. */
  skip(shardId: string, now: number, milliseconds: number): void {
    this.#skips.push({ shardId, from: now - milliseconds, to: now });
    this.#behind.set(shardId, 0);
  }

  /** Shards that are read. */
  get shards(): number {
    return this.#behind.size;
  }

  /** The part of the records of a window that were read, 0 to 1, if they come evenly. */
  partRead(from: number, to: number): number {
    if (this.shards === 0 || to <= from) return 1;
    const overlap = (start: number, end: number) => Math.max(0, Math.min(end, to) - Math.max(start, from));
    const skipped = this.#skips.reduce((sum, skip) => sum + overlap(skip.from, skip.to), 0);
    const unread = [...this.#behind.values()].reduce((sum, behind) => sum + overlap(to - behind, to), 0);
    return Math.max(0, 1 - (skipped + unread) / (this.shards * (to - from)));
  }

  /** Number of shards with something missing in a window. */
  incomplete(from: number, to: number): number {
    const skipped = this.#skips
      .filter((skip) => skip.to > from && skip.from < to)
      .map(({ shardId }) => shardId);
    const behind = [...this.#behind]
      .filter(([, milliseconds]) => milliseconds > 0)
      .map(([shardId]) => shardId);
    return new Set([...skipped, ...behind]).size;
  }

  /** Forgets what was skipped before a time. */
  forget(before: number): void {
    const kept = this.#skips.filter(({ to }) => to >= before);
    this.#skips.splice(0, this.#skips.length, ...kept);
  }
}
