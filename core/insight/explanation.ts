import type { NewCacheBusting } from './cacheBusting/cacheBusting.ts';
import type { Compared } from './causes/scores.ts';
import type { FacetValue } from './cells.ts';
import type { Measure } from './measures.ts';
import type { InsightWindows } from './sources/insightSql.ts';

/** The change to explain. */
export interface ExplainQuestion {
  readonly measure: Measure;
  /**
   * Whether a set of requests is compared with the other requests of the same time, instead of one time with another. The
   * measure can't be a volume. @default false
   */
  readonly againstRest?: boolean;
  /** Length of the selection and of the baseline, in the same unit. */
  readonly selectionLength: number;
  readonly baselineLength: number;
}

/**
 * Returns the question for windows.
 *
 * @param set the set of requests that is compared with the others; undefined to compare one time with another
 */
export function questionOf({
  measure,
  windows,
  set,
}: {
  readonly measure: Measure;
  readonly windows: InsightWindows;
  readonly set?: unknown;
}): ExplainQuestion {
  return {
    measure,
    againstRest: set !== undefined,
    selectionLength: windows.to - windows.from,
    baselineLength: windows.baselineTo - windows.baselineFrom,
  };
}

/** A group of requests that accounts for a part of the change. */
export interface Finding {
  /** The values that all its requests have. */
  readonly values: readonly FacetValue[];
  /** Values of other facets that match the same requests. */
  readonly same: readonly FacetValue[];
  /** The outcome of most of its events, if the measure has outcomes. */
  readonly details: readonly FacetValue[];
  readonly direction: 'more' | 'less';
  /** Part of the change that the finding accounts for, 0 to 1. */
  readonly share: number;
  readonly counts: Compared;
  /** Evidence that the finding is not due to chance, about χ² with one degree of freedom. */
  readonly evidence: number;
  /** Whether the finding contains many requests of an earlier finding and is less likely to be the cause. */
  readonly isAlternative: boolean;
}

/** The groups of requests that account for a change. */
export interface Explanation {
  readonly totals: Compared;
  /** Threshold of a latency, in seconds. */
  readonly threshold?: number;
  /** Best first; empty if nothing stands out. */
  readonly findings: readonly Finding[];
  /** Paths whose requests began to miss the cache because nearly every request has a new query string. */
  readonly cacheBusting: readonly NewCacheBusting[];
}

/** Returns the overall change: events or amounts beyond what the baseline predicts. */
export function changeOf({ selection, baseline }: Compared, question: ExplainQuestion): number {
  const { measure, selectionLength, baselineLength } = question;
  if (measure.kind === 'volume') return selection.k - baseline.k * (selectionLength / baselineLength);
  return baseline.n > 0 ? selection.k - baseline.k * (selection.n / baseline.n) : 0;
}

/**
 * Whether a finding grew although the metric fell, or fell although the metric grew. It is then no part of the change.
 *
 * @param before level of the metric in the baseline
 * @param after level of the metric in the selection
 */
export function isAgainstChange(direction: Finding['direction'], before: number, after: number): boolean {
  return direction === 'more' ? after < before : after > before;
}
