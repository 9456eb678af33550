/** Values, and how often each occurred. */
export interface Weighted {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Returns a percentile by nearest rank: the smallest value that at least this share (0 to 1) of all values
 * don't exceed.
 */
export function percentile({ values, counts }: Weighted, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let rank = Math.max(1, Math.ceil(total * share));
  for (const [index, count] of counts.entries()) {
    rank -= count;
    if (rank <= 0) return values[index];
  }
  return values.at(-1) as number;
}

/** Returns distinct values in ascending order, with their counts. */
export function weigh(numbers: readonly number[]): Weighted {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { values: sorted.map(([value]) => value), counts: sorted.map(([, count]) => count) };
}

/** Returns the largest relative error of percentiles 1 to 99. */
export function worstError(exact: Weighted, fitted: Weighted): number {
  const errors = Array.from({ length: 99 }, (_, index) => {
    const right = percentile(exact, (index + 1) / 100);
    const got = percentile(fitted, (index + 1) / 100);
    return right === got ? 0 : Math.abs(got - right) / right;
  });
  return Math.max(...errors);
}
