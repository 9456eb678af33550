/** Ratio of one bucket's time to the previous bucket's time. With this ratio, a percentile's error is at most 2%. */
const growth = 1.04;

/** Upper limit of the first bucket, in seconds. Times are logged in milliseconds. */
const smallest = 0.001;

/** Number of buckets, for times of up to 4 hours, longer than any response takes. */
const buckets = Math.ceil(Math.log(14_400 / smallest) / Math.log(growth)) + 1;

/** A histogram of seconds in buckets that grow by 4%. */
export class LatencyBuckets {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;

  /** Number of added times. */
  get count(): number {
    return this.#count;
  }

  /** Adds a time in seconds. */
  add(seconds: number): void {
    const bucket = seconds <= smallest ? 0 : Math.round(Math.log(seconds / smallest) / Math.log(growth));
    this.#counts[Math.min(buckets - 1, bucket)] += 1;
    this.#count++;
  }

  /** Adds another instance's counts. */
  merge(other: LatencyBuckets): void {
    for (let bucket = 0; bucket < buckets; bucket++) this.#counts[bucket] += other.#counts[bucket];
    this.#count += other.#count;
  }

  /** Returns a percentile in seconds; 0 if there are no times. @param part the percentile, 0 to 1 */
  percentile(part: number): number {
    let left = Math.max(1, Math.ceil(part * this.#count));
    for (let bucket = 0; bucket < buckets; bucket++) {
      left -= this.#counts[bucket];
      if (left <= 0) return smallest * growth ** bucket;
    }
    return 0;
  }

  /** Returns the percentiles to show. */
  percentiles() {
    return { p50: this.percentile(0.5), p95: this.percentile(0.95), p99: this.percentile(0.99) };
  }
}
