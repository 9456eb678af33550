import { useMemo } from 'preact/hooks';
import type { Series } from '../../questions/answer.ts';
import type { NamedValue } from '../../questions/explanation.ts';
import { likelyMetric } from '../../questions/likelyMetric.ts';
import type { MetricName, PageState, TimeSpan } from '../../questions/pageState.ts';
import { chooseValues, type FilterChange, toggleValue } from '../../questions/question.ts';
import type { ChangeState } from './usePageState.ts';

/** What users can do in several parts of the page. */
export interface Actions {
  /** Includes or excludes one value of a facet, or undoes that. */
  readonly toggle: (facet: string, value: string | null, how: FilterChange) => void;
  /** Shows only a group of requests, or leaves it out. */
  readonly choose: (values: readonly NamedValue[], how: FilterChange) => void;
  readonly clearFilters: () => void;
  readonly brush: (brush: TimeSpan | null) => void;
  readonly zoom: (span: TimeSpan) => void;
  /** Explains a metric in a time span; null is the metric that has most likely changed. */
  readonly explain: (brush: TimeSpan, metric: MetricName | null) => void;
}

/** @param series the shown chart, in which the metric that has changed is found */
export function useActions(
  { filters }: PageState,
  change: ChangeState,
  series: Series | null | undefined,
): Actions {
  return useMemo(
    () => ({
      toggle: (facet, value, how) => change({ filters: toggleValue(filters, facet, value, how) }),
      choose: (values, how) => change({ filters: chooseValues(filters, values, how) }),
      clearFilters: () => change({ filters: [] }),
      brush: (brush) => change({ brush }, 'replace'),
      zoom: (range) => change({ range, brush: null, explain: null }),
      explain: (brush, metric) =>
        change({ brush, explain: metric ?? (series ? likelyMetric(series, brush) : '5xx') }),
    }),
    [filters, change, series],
  );
}
