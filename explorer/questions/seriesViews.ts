import { statusClass } from '../../core/metrics/rowClasses.ts';
import type { Series, Totals } from './answer.ts';
import { coveredLength } from './timeSteps.ts';

/** Requests of all classes of status. */
export function allRequests({ byClass }: Totals): number {
  return byClass.reduce((sum, count) => sum + count, 0);
}

/** Requests of each bar. */
export function requestsByStep({ byClass, steps }: Series): number[] {
  return Array.from({ length: steps.count }, (_, step) =>
    byClass.reduce((sum, counts) => sum + counts[step], 0),
  );
}

/** Requests of a class a second, by bar, over the part of the bar that is in the window. */
export function ratesOf(series: Series, counts: readonly number[], from: number, to: number): number[] {
  return counts.map((count, step) => {
    const covered = coveredLength(series.steps, step, from, to);
    return covered === 0 ? 0 : count / (covered / 1_000);
  });
}

/** Percent of requests of a class of status, by bar; null if there are no requests. */
export function percentByStep(series: Series, kind: 'clientError' | 'serverError'): (number | null)[] {
  const all = requestsByStep(series);
  return series.byClass[statusClass[kind]].map((count, step) =>
    all[step] === 0 ? null : (100 * count) / all[step],
  );
}

/** Percent of the requests that the cache could answer and did, by bar. */
export function hitPercentByStep({ cacheHits, cacheLookups }: Series): (number | null)[] {
  return cacheHits.map((hits, step) => (cacheLookups[step] === 0 ? null : (100 * hits) / cacheLookups[step]));
}
