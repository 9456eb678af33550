/**
 * Maximum number of buckets of a histogram, as in OpenTelemetry's SDKs by default (metrics SDK specification, November 2026).
 */
export const maxBuckets = 160;

/**
 * Scale of histograms whose largest value is up to a million times the smallest. Buckets grow by a factor of 2^(1/8),
 * so a value differs by at most 4.4% from the middle of its bucket. A finer scale would produce histograms of
 * different scales, which some backends (VictoriaMetrics) merge incorrectly, and which others merge at the coarsest
 * scale.
 */
export const finestScale = 3;

/**
 * Counts values in buckets that grow by a constant factor: bucket `i` contains the values above `2^(i/2^scale)`, up
 * to and including `2^((i+1)/2^scale)`. If the values need too many buckets, neighboring buckets are merged and the
 * scale decreases by one, which doubles the error.
 */
export class ExponentialHistogram {
  scale = finestScale;
  count = 0;
  sum = 0;
  zeroCount = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #counts = new Map<number, number>();
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;

  /** Counts a value, which must be at least 0. @param count how often it occurred */
  add(value: number, count = 1): void {
    this.count += count;
    this.sum += value * count;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
    if (value === 0) this.zeroCount += count;
    else this.#addToBucket(bucketOf(value, this.scale), count);
  }

  /** Adds the counts of another histogram. */
  merge(other: ExponentialHistogram): void {
    while (this.scale > other.scale) this.#lowerScale();
    this.count += other.count;
    this.sum += other.sum;
    this.zeroCount += other.zeroCount;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    for (const [bucket, count] of other.#counts)
      this.#addToBucket(bucket >> (other.scale - this.scale), count);
  }

  /** Returns the index of the lowest bucket, and the counts of the buckets starting there. */
  buckets(): { readonly offset: number; readonly counts: readonly number[] } {
    if (this.#counts.size === 0) return { offset: 0, counts: [] };
    const offset = this.#lowest;
    const counts = Array<number>(this.#highest - offset + 1).fill(0);
    for (const [bucket, count] of this.#counts) counts[bucket - offset] = count;
    return { offset, counts };
  }

  /** Adds to a bucket. @param bucket its index at the scale before this call */
  #addToBucket(bucket: number, count: number): void {
    let index = bucket;
    while (Math.max(this.#highest, index) - Math.min(this.#lowest, index) >= maxBuckets) {
      this.#lowerScale();
      index >>= 1;
    }
    this.#lowest = Math.min(this.#lowest, index);
    this.#highest = Math.max(this.#highest, index);
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + count);
  }

  #lowerScale(): void {
    const merged = new Map<number, number>();
    for (const [bucket, count] of this.#counts)
      merged.set(bucket >> 1, (merged.get(bucket >> 1) ?? 0) + count);
    this.#counts = merged;
    if (merged.size > 0) {
      this.#lowest >>= 1;
      this.#highest >>= 1;
    }
    this.scale--;
  }
}

/** Returns the index of the bucket for a value above 0 at a scale. */
function bucketOf(value: number, scale: number): number {
  return Math.ceil(Math.log2(value) * 2 ** scale) - 1;
}
