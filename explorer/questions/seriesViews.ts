import { statusClass } from '../../core/metrics/rowClasses.ts';
import type { Series, Totals } from './answer.ts';
import { coveredLength } from './timeSteps.ts';

/** Returns the requests of all status classes. */
export function allRequests({ byClass }: Totals): number {
  return byClass.reduce((sum, count) => sum + count, 0);
}

/** Returns the requests of each bar. */
export function requestsByStep({ byClass, steps }: Series): number[] {
  return Array.from({ length: steps.count }, (_, step) =>
    byClass.reduce((sum, counts) => sum + counts[step], 0),
  );
}

/**
 * Converts counts by bar to rates per second, over the part of each bar that is in the window. The part is at
 * least a tenth of the bar: a request in the first millisecond of the last bar isn't 1,000 requests a second.
 */
export function ratesOf({ steps }: Series, counts: readonly number[], from: number, to: number): number[] {
  const shortest = Math.min(steps.length, to - from) / 10;
  return counts.map((count, step) => {
    const covered = coveredLength(steps, step, from, to);
    return covered === 0 ? 0 : count / (Math.max(covered, shortest) / 1_000);
  });
}

/** Returns the percentage of requests with a status class, by bar; null for bars without requests. */
export function percentByStep(series: Series, kind: 'clientError' | 'serverError'): (number | null)[] {
  const all = requestsByStep(series);
  return series.byClass[statusClass[kind]].map((count, step) =>
    all[step] === 0 ? null : (100 * count) / all[step],
  );
}

/** Returns the cache hit ratio by bar, as a percentage. */
export function hitPercentByStep({ cacheHits, cacheLookups }: Series): (number | null)[] {
  return cacheHits.map((hits, step) => (cacheLookups[step] === 0 ? null : (100 * hits) / cacheLookups[step]));
}
