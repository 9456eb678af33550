/** Most buckets of a histogram, the default of OpenTelemetry's SDKs (metrics SDK specification, November 2026). */
export const mostBuckets = 160;

/**
 * Scale of every histogram whose values span a factor of up to a million. Its buckets grow by a factor of 2^(1/8), so
 * that a value is at most 4.4 % away from the middle of its bucket. A finer scale would make histograms of different
 * scales, which some backends (VictoriaMetrics) merge wrongly, and which all others merge at the coarsest one.
 */
export const finestScale = 3;

/**
 * Counts of values in buckets that grow by a constant factor: bucket `i` holds the values above `2^(i/2^scale)`, up
 * to and including `2^((i+1)/2^scale)`. When the values span too many buckets, neighboring ones are merged and the
 * scale falls by one, which doubles the error.
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

  /** Counts a value of 0 and more that occurred a number of times. */
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

  /** Index of the lowest bucket, and the counts of the buckets from there on. */
  buckets(): { readonly offset: number; readonly counts: readonly number[] } {
    if (this.#counts.size === 0) return { offset: 0, counts: [] };
    const offset = this.#lowest;
    const counts = Array<number>(this.#highest - offset + 1).fill(0);
    for (const [bucket, count] of this.#counts) counts[bucket - offset] = count;
    return { offset, counts };
  }

  /** Adds to a bucket, given by its index at the scale before this call. */
  #addToBucket(bucket: number, count: number): void {
    let index = bucket;
    while (Math.max(this.#highest, index) - Math.min(this.#lowest, index) >= mostBuckets) {
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

/** Index of the bucket that holds a value above 0 at a scale. */
function bucketOf(value: number, scale: number): number {
  return Math.ceil(Math.log2(value) * 2 ** scale) - 1;
}
