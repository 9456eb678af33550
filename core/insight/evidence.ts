import type { Count } from './cells.ts';

/** x·ln(x/y), 0 at x = 0. */
const term = (x: number, y: number) => (x > 0 ? x * Math.log(x / y) : 0);

/**
 * Evidence that a count is larger than expected: twice the logarithm of the likelihood ratio, about χ² of one
 * degree of freedom if nothing changed. 0 if the count is not larger.
 *
 * @param selected events of the selection
 * @param baseline events of the baseline
 * @param exposure how many of the selection are expected for each one of the baseline
 */
export function evidenceOfCounts(selected: number, baseline: number, exposure: number): number {
  if (selected <= baseline * exposure) return 0;
  const all = selected + baseline;
  const expectedShare = exposure / (1 + exposure);
  return 2 * (term(selected, all * expectedShare) + term(baseline, all * (1 - expectedShare)));
}

/** Evidence that a share grew: the G-test of a table of two rows and two columns; 0 if it did not. */
export function evidenceOfShare(selected: Count, baseline: Count): number {
  const { n, k } = { n: selected.n + baseline.n, k: selected.k + baseline.k };
  if (n === 0 || selected.k * baseline.n <= baseline.k * selected.n) return 0;
  const row = (count: Count) =>
    term(count.k, (count.n * k) / n) + term(count.n - count.k, (count.n * (n - k)) / n);
  return 2 * (row(selected) + row(baseline));
}

/** Evidence above which one of so many comparisons is no accident: the χ² tail e^(−x/2), by Bonferroni. */
export function evidenceNeeded(comparisons: number, falseFindings = 0.01): number {
  return 2 * Math.log(Math.max(1, comparisons) / falseFindings);
}
