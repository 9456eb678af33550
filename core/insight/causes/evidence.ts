import type { Count } from '../cells.ts';

/** x·ln(x/y), 0 at x = 0. */
const term = (x: number, y: number) => (x > 0 ? x * Math.log(x / y) : 0);

/**
 * Returns the evidence that a count is larger than expected: twice the logarithm of the likelihood ratio, about χ² with
 * one degree of freedom if nothing changed. 0 if the count is not larger.
 *
 * @param selected number of events in the selection
 * @param baseline number of events in the baseline
 * @param exposure number of events expected in the selection for each event in the baseline
 */
export function evidenceOfCounts(selected: number, baseline: number, exposure: number): number {
  if (selected <= baseline * exposure) return 0;
  const all = selected + baseline;
  const expectedShare = exposure / (1 + exposure);
  return 2 * (term(selected, all * expectedShare) + term(baseline, all * (1 - expectedShare)));
}

/** Returns the evidence that a share grew: the G-test of a 2×2 table; 0 if it didn't grow. */
export function evidenceOfShare(selected: Count, baseline: Count): number {
  const { n, k } = { n: selected.n + baseline.n, k: selected.k + baseline.k };
  if (n === 0 || selected.k * baseline.n <= baseline.k * selected.n) return 0;
  const row = (count: Count) =>
    term(count.k, (count.n * k) / n) + term(count.n - count.k, (count.n * (n - k)) / n);
  return 2 * (row(selected) + row(baseline));
}

/**
 * Returns the evidence that chance exceeds with a given probability: the square of the normal distribution's quantile.
 *
 * Uses the rational approximation of Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.23,
 * whose error is below 0.00045.
 *
 * @param chance probability, above 0 and below 0.5
 */
export function evidenceOfChance(chance: number): number {
  const t = Math.sqrt(-2 * Math.log(chance));
  const quantile =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  return quantile * quantile;
}
