/** What one shard takes and gives: Kinesis quotas page, 2026-11, megabytes counted as 1,000,000 bytes. */
export const shardLimits = {
  recordsWrittenPerSecond: 1_000,
  bytesWrittenPerSecond: 1_000_000,
  readsPerSecond: 5,
  bytesReadPerSecond: 2_000_000,
} as const;

/** Whether shards refuse what shards of AWS refuse: all of it, only writes, or nothing. */
export type LimitsEnforced = boolean | 'writes';

/** An allowance that refills evenly and holds at most one second's worth. */
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

  /** Whether this much is left. */
  has(amount: number, now: number): boolean {
    this.#refill(now);
    return this.#left >= amount;
  }

  /** Takes what {@link has} allowed. */
  take(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) this.#overdrawn = true;
  }

  /**
   * Whether nothing is owed.
   *
   * A read of more than one second's worth is allowed, and paid for by waiting until the allowance is full again:
   * after a read of 10 MB the shard refuses for 5 seconds, as the GetRecords page says.
   */
  settled(now: number): boolean {
    this.#refill(now);
    if (this.#left >= this.#perSecond) this.#overdrawn = false;
    return !this.#overdrawn;
  }

  #refill(now: number): void {
    // A clock that is set back takes nothing away.
    const earned = (Math.max(0, now - this.#countedAt) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + earned);
    this.#countedAt = now;
  }
}
