/** Milliseconds up to which each one has a bucket of its own. */
const exactUpTo = 1_000;

/** Growth of the buckets above: a value is at most 0.25 % from its bucket's. */
const growth = Math.log(1.005);

/** Longest time that is distinguished, in milliseconds: CloudFront's connections end earlier. */
const longest = 600_000;

/** Number of buckets, that of absent values included. */
export const bucketCount = 2 + exactUpTo + Math.ceil(Math.log(longest / exactUpTo) / growth);

/** Bucket of a time in milliseconds; 0 for an absent or impossible one. */
export function bucketOf(milliseconds: number | null): number {
  if (milliseconds === null || !(milliseconds >= 0)) return 0;
  if (milliseconds <= exactUpTo) return 1 + Math.round(milliseconds);
  const above = Math.round(Math.log(Math.min(milliseconds, longest) / exactUpTo) / growth);
  return 1 + exactUpTo + above;
}

/** Time in milliseconds that a bucket represents. */
export function bucketValue(bucket: number): number {
  const above = bucket - 1 - exactUpTo;
  return above <= 0 ? bucket - 1 : Math.round(exactUpTo * Math.exp(above * growth));
}

/**
 * The value of nearest rank: the smallest that at least a share of all have or are below.
 *
 * @param counts times by bucket; those in bucket 0 don't count
 * @param first place of bucket 0 in `counts`
 */
export function percentile(counts: Uint32Array, share: number, first = 0): number | null {
  let total = 0;
  for (let bucket = 1; bucket < bucketCount; bucket++) total += counts[first + bucket];
  if (total === 0) return null;
  // A product such as 0.95 * 20 may come out a little above 19.
  let left = Math.max(1, Math.ceil(share * total - 1e-9));
  for (let bucket = 1; bucket < bucketCount; bucket++) {
    left -= counts[first + bucket];
    if (left <= 0) return bucketValue(bucket);
  }
  return null;
}
