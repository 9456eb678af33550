/** Growth from bucket to bucket: a percentile is at most 2 % off. */
const growth = 1.04;

/** Seconds of the first bucket: times are logged in milliseconds. */
const smallest = 0.001;

/** Buckets up to 4 hours, more than any response takes. */
const buckets = Math.ceil(Math.log(14_400 / smallest) / Math.log(growth)) + 1;

/** A histogram of seconds in buckets that grow by 4 %. */
export class LatencyBuckets {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;

  /** Times added. */
  get count(): number {
    return this.#count;
  }

  /** Adds a time in seconds. */
  add(seconds: number): void {
    const bucket = seconds <= smallest ? 0 : Math.round(Math.log(seconds / smallest) / Math.log(growth));
    this.#counts[Math.min(buckets - 1, bucket)] += 1;
    this.#count++;
  }

  /** Adds what another one has counted. */
  merge(other: LatencyBuckets): void {
    for (let bucket = 0; bucket < buckets; bucket++) this.#counts[bucket] += other.#counts[bucket];
    this.#count += other.#count;
  }

  /** The time, in seconds, that a part of all times does not exceed; 0 without times. */
  percentile(part: number): number {
    let left = Math.max(1, Math.ceil(part * this.#count));
    for (let bucket = 0; bucket < buckets; bucket++) {
      left -= this.#counts[bucket];
      if (left <= 0) return smallest * growth ** bucket;
    }
    return 0;
  }

  /** The percentiles that are shown. */
  percentiles() {
    return { p50: this.percentile(0.5), p95: this.percentile(0.95), p99: this.percentile(0.99) };
  }
}
