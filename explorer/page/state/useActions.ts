import { useMemo } from 'preact/hooks';
import type { Series } from '../../questions/answer.ts';
import type { NamedValue } from '../../questions/explanation.ts';
import { likelyMetric } from '../../questions/likelyMetric.ts';
import type { MetricName, PageState, TimeSpan } from '../../questions/pageState.ts';
import { chooseValues, type Filter, type FilterChange, toggleValue } from '../../questions/question.ts';
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

/** Returns a text that is the same for the same question about a change. */
export function explanationKey(filters: readonly Filter[], selected: TimeSpan, metric: MetricName): string {
  return JSON.stringify([filters, selected, metric]);
}

/**
 * Returns the actions for the current state.
 *
 * @param series the shown chart, in which the metric that has changed is found
 * @param onApprove is called with the key of the explanation that the user requests
 */
export function useActions(
  { filters }: PageState,
  change: ChangeState,
  series: Series | null | undefined,
  onApprove: (key: string) => void,
): Actions {
  return useMemo(
    () => ({
      toggle: (facet, value, how) => change({ filters: toggleValue(filters, facet, value, how) }),
      choose: (values, how) => change({ filters: chooseValues(filters, values, how) }),
      clearFilters: () => change({ filters: [] }),
      brush: (brush) => change({ brush }, 'replace'),
      zoom: (range) => change({ range, brush: null, explain: null }),
      explain: (brush, metric) => {
        const explain = metric ?? (series ? likelyMetric(series, brush) : '5xx');
        onApprove(explanationKey(filters, brush, explain));
        change({ brush, explain });
      },
    }),
    [filters, change, series, onApprove],
  );
}
