import type { Explanation, Finding } from '../../core/insight/explanation.ts';
import { facets } from '../facets/facets.ts';
import type { NamedValue, PageExplanation, PageFinding } from './explanation.ts';
import type { MetricName, TimeSpan } from './pageState.ts';

/** Metric, selection, and baseline of an explanation. */
export interface ExplainedWindows {
  readonly metric: MetricName;
  readonly selected: TimeSpan;
  /** Intervals that the selection was compared with. */
  readonly baseline: readonly TimeSpan[];
}

/** Returns the span from the start of the first interval to the end of the last. */
export function spanOf(stretches: readonly TimeSpan[]): TimeSpan {
  return {
    from: Math.min(...stretches.map(({ from }) => from)),
    to: Math.max(...stretches.map(({ to }) => to)),
  };
}

/** Returns the total length of several intervals, in milliseconds. */
export function lengthOf(stretches: readonly TimeSpan[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

/**
 * Converts an explanation to the names and units of the page.
 *
 * @param scale number of requests that each counted request represents
 */
export function pageExplanation(
  { totals, threshold, findings, cacheBusting }: Explanation,
  { metric, selected, baseline }: ExplainedWindows,
  scale = 1,
): PageExplanation {
  return {
    metric,
    selected,
    compared: spanOf(baseline),
    lengthRatio: lengthOf(baseline) / lengthOf([selected]),
    selection: totals.selection,
    baseline: totals.baseline,
    slowFrom: threshold === undefined ? null : threshold * 1_000,
    findings: findings.map(pageFinding),
    cacheBusting: cacheBusting.map(({ path, queries, misses, missesBefore }) => ({
      path,
      queries,
      misses: Math.round(scale * misses),
      missesBefore: Math.round(scale * missesBefore),
    })),
  };
}

function pageFinding({ values, same, direction, share, isAlternative, counts }: Finding): PageFinding {
  return {
    values: values.map(namedValue),
    same: same.map(namedValue),
    direction,
    share,
    isAlternative,
    selection: counts.selection,
    baseline: counts.baseline,
  };
}

function namedValue({ facet, value }: Finding['values'][number]): NamedValue {
  return { facet: facets.find(({ insight }) => insight === facet)?.id ?? facet, value };
}
