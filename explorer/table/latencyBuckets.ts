/** Up to this time in milliseconds, each millisecond has its own bucket. */
const exactUpTo = 1_000;

/** Logarithmic width of larger buckets: a time differs by at most 0.25% from its bucket's value. */
const growth = Math.log(1.005);

/** Longest time with its own bucket, in milliseconds. CloudFront closes connections earlier. */
const longest = 600_000;

/** Number of buckets, including the bucket of absent values. */
export const bucketCount = 2 + exactUpTo + Math.ceil(Math.log(longest / exactUpTo) / growth);

/** Returns the bucket of a time in milliseconds; 0 for an absent or invalid time. */
export function bucketOf(milliseconds: number | null): number {
  if (milliseconds === null || !(milliseconds >= 0)) return 0;
  if (milliseconds <= exactUpTo) return 1 + Math.round(milliseconds);
  const above = Math.round(Math.log(Math.min(milliseconds, longest) / exactUpTo) / growth);
  return 1 + exactUpTo + above;
}

/** Returns the time in milliseconds that a bucket represents. */
export function bucketValue(bucket: number): number {
  const above = bucket - 1 - exactUpTo;
  return above <= 0 ? bucket - 1 : Math.round(exactUpTo * Math.exp(above * growth));
}

/**
 * Returns a percentile by the nearest-rank method: the smallest time such that at least `share` of all times
 * are less than or equal to it.
 *
 * @param counts times by bucket; those in bucket 0 don't count
 * @param first index of bucket 0 in `counts`
 */
export function percentile(counts: Uint32Array, share: number, first = 0): number | null {
  let total = 0;
  for (let bucket = 1; bucket < bucketCount; bucket++) total += counts[first + bucket];
  if (total === 0) return null;
  // Because of rounding, a product such as 0.95 * 20 can be slightly more than 19.
  let left = Math.max(1, Math.ceil(share * total - 1e-9));
  for (let bucket = 1; bucket < bucketCount; bucket++) {
    left -= counts[first + bucket];
    if (left <= 0) return bucketValue(bucket);
  }
  return null;
}
