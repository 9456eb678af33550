/** Maximum number of distinct values that CloudWatch accepts in one datum (API reference, MetricDatum, November 2026). */
export const maxValues = 150;

/**
 * Maximum number of distinct values of a histogram, sent as two data. With 300 values, the error of percentiles of usual
 * traffic is below 1%; with 150 values, it is up to 2%.
 */
export const maxDistinct = 2 * maxValues;

/** Values and the count of each value. */
export interface Histogram {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** Relative error that suffices for usual traffic. It is tried first. */
const usualError = 0.01;

/** Relative error that suffices for any values from 1 to 100 billion milliseconds, the longest logged time. */
const largestError = 0.045;

/** Number of bisection steps in the search for the smallest relative error that fits. */
const searchSteps = 4;

/**
 * Returns a histogram with at most 300 values. If there are more, neighbors are merged into a value between them, with
 * the smallest relative error that fits.
 *
 * @param values distinct values, at least 0, in ascending order
 */
export function fitHistogram(values: readonly number[], counts: readonly number[]): Histogram {
  if (values.length <= maxDistinct) return { values, counts };
  const usual = countBuckets(values, usualError) <= maxDistinct;
  let tooSmall = usual ? 0 : usualError;
  let fitting = usual ? usualError : largestError;
  for (let step = 0; step < searchSteps; step++) {
    const error = (tooSmall + fitting) / 2;
    if (countBuckets(values, error) <= maxDistinct) fitting = error;
    else tooSmall = error;
  }
  return bucket(values, counts, fitting);
}

/** Returns the ratio of a bucket's largest value to its smallest value for a relative error. */
function spread(error: number): number {
  return (1 + error) / (1 - error);
}

function countBuckets(values: readonly number[], error: number): number {
  const factor = spread(error);
  let buckets = 0;
  let limit = -1;
  for (const value of values) {
    if (value <= limit) continue;
    buckets++;
    limit = value * factor;
  }
  return buckets;
}

/** Splits a histogram into parts that fit one datum each. CloudWatch adds up the data of a minute. */
export function splitHistogram({ values, counts }: Histogram): Histogram[] {
  const parts: Histogram[] = [];
  for (let from = 0; from < values.length; from += maxValues) {
    const to = from + maxValues;
    parts.push({ values: values.slice(from, to), counts: counts.slice(from, to) });
  }
  return parts;
}

function bucket(values: readonly number[], counts: readonly number[], error: number): Histogram {
  const factor = spread(error);
  const fitted = { values: [] as number[], counts: [] as number[] };
  for (let from = 0; from < values.length; ) {
    const smallest = values[from];
    let to = from;
    let count = 0;
    for (; to < values.length && values[to] <= smallest * factor; to++) count += counts[to];
    const largest = values[to - 1];
    // The value with the same relative error to both.
    fitted.values.push(smallest === largest ? smallest : (2 * smallest * largest) / (smallest + largest));
    fitted.counts.push(count);
    from = to;
  }
  return fitted;
}
