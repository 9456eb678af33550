import { statusClass } from '../../core/metrics/rowClasses.ts';
import type { Series } from './answer.ts';
import type { MetricName, TimeSpan } from './pageState.ts';
import { requestsByStep } from './seriesViews.ts';

/** Minimum number of standard deviations for a change to be more than noise. */
const striking = 4;

/**
 * Returns the metric that changed most in a selection, with errors first. The Explain button starts with this
 * metric.
 */
export function likelyMetric(series: Series, { from, to }: TimeSpan): MetricName {
  const { steps, byClass, cacheHits, cacheLookups, p95 } = series;
  const requests = requestsByStep(series);
  const isIn = requests.map((_, bar) => {
    const start = steps.start + bar * steps.length;
    return start >= from && start + steps.length <= to;
  });
  const sums = (counts: readonly number[]) => {
    const sum = { inside: 0, outside: 0 };
    for (const [bar, count] of counts.entries()) sum[isIn[bar] ? 'inside' : 'outside'] += count;
    return sum;
  };
  const all = sums(requests);
  const deviations = (events: readonly number[], base = all) => {
    const { inside, outside } = sums(events);
    const share = outside / Math.max(1, base.outside);
    return (inside - share * base.inside) / Math.sqrt(Math.max(1, share * base.inside));
  };
  const misses = cacheLookups.map((lookups, bar) => lookups - cacheHits[bar]);
  const slowest = (wanted: boolean) =>
    Math.max(...p95.map((value, bar) => (isIn[bar] === wanted ? (value ?? 0) : 0)));
  if (deviations(byClass[statusClass.serverError]) > striking) return '5xx';
  if (deviations(byClass[statusClass.clientError]) > striking) return '4xx';
  if (slowest(true) > 1.25 * slowest(false)) return 'ttfb';
  if (deviations(misses, sums(cacheLookups)) > striking) return 'misses';
  return 'requests';
}
