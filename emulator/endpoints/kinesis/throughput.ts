/** Throughput limits of a shard: Kinesis quotas page, 2026-11. A megabyte is 1,000,000 bytes. */
export const shardLimits = {
  recordsWrittenPerSecond: 1_000,
  bytesWrittenPerSecond: 1_000_000,
  readsPerSecond: 5,
  bytesReadPerSecond: 2_000_000,
} as const;

/** Which limits of real shards are enforced: all (`true`), only those for writes, or none (`false`). */
export type LimitsEnforced = boolean | 'writes';

/** A token bucket: refills at a constant rate, up to the amount of one second. */
export class Allowance {
  readonly #perSecond: number;
  #left: number;
  #countedAt: number;
  #overdrawn = false;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#countedAt = now;
  }

  /** Returns whether at least this amount is left. */
  has(amount: number, now: number): boolean {
    this.#refill(now);
    return this.#left >= amount;
  }

  /** Takes an amount that {@link has} allowed. */
  take(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) this.#overdrawn = true;
  }

  /**
   * Returns whether the allowance has refilled since it was last overdrawn.
   *
   * A read can exceed the amount of one second. Then reads are rejected until the allowance is full again:
   * after a read of 10 MB, the shard rejects reads for 5 seconds, as the GetRecords page says.
   */
  settled(now: number): boolean {
    this.#refill(now);
    if (this.#left >= this.#perSecond) this.#overdrawn = false;
    return !this.#overdrawn;
  }

  #refill(now: number): void {
    // If the clock is set back, the allowance doesn't change.
    const earned = (Math.max(0, now - this.#countedAt) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + earned);
    this.#countedAt = now;
  }
}
