import { minMisses } from '../../core/insight/cacheBusting/cacheBusting.ts';
import { missedQueryLimits, newMissedQueries } from '../../core/insight/cacheBusting/missedQueries.ts';
import type { MissedQueries } from '../../core/insight/cells.ts';
import type { TimeSpan } from '../questions/pageState.ts';
import { type Dictionary, otherCode } from './dictionary.ts';
import type { SelectedRows } from './selection.ts';

/** The facet that groups paths: identifiers are replaced by `{id}`. */
export const pathFacet = 'path-pattern';

/** Query strings of a path's cache misses, in each window. */
export interface MissedPath {
  readonly path: string;
  readonly counts: readonly MissedQueries[];
}

/**
 * Counts the query strings of the paths that have the most cache misses in the first window, and at least as many as a
 * finding needs. Misses are exact; different query strings are exact up to 1,000 of a path, and estimated above.
 *
 * @param dictionary values of the facet `path-pattern`
 * @param windows the intervals of each window
 */
export function countMissedQueries(
  selected: readonly SelectedRows[],
  dictionary: Dictionary,
  windows: readonly (readonly TimeSpan[])[],
): MissedPath[] {
  const misses = windows.map(() => new Uint32Array(dictionary.size));
  forEachMiss(selected, windows, (window, code) => misses[window][code]++);
  // Values that didn't fit into the dictionary are many paths.
  misses[0].fill(0, otherCode, otherCode + 1);
  const codes = [...misses[0].keys()]
    .filter((code) => misses[0][code] >= minMisses)
    .sort((a, b) => misses[0][b] - misses[0][a])
    .slice(0, missedQueryLimits.paths);
  if (codes.length === 0) return [];
  const paths = new Map(codes.map((code) => [code, dictionary.text(code) ?? '']));
  const sketches = windows.map(newMissedQueries);
  forEachMiss(selected, windows, (window, code, hash) => {
    const path = paths.get(code);
    if (path !== undefined) sketches[window].addHash(path, hash);
  });
  const distinct = sketches.map(
    (sketch) => new Map(sketch.top(missedQueryLimits.paths).map((count) => [count.key, count.distinct])),
  );
  return [...paths].map(([code, path]) => ({
    path,
    counts: windows.map((_, window) => ({
      misses: misses[window][code],
      queries: distinct[window].get(path) ?? 0,
    })),
  }));
}

/** Calls a function for each cache miss that has a path and a query string. */
function forEachMiss(
  selected: readonly SelectedRows[],
  windows: readonly (readonly TimeSpan[])[],
  use: (window: number, code: number, hash: number) => void,
): void {
  for (const { segment, rows, count } of selected) {
    const { queries, times } = segment;
    const codes = segment.codes.get(pathFacet);
    if (queries === undefined || codes === undefined) continue;
    for (let place = 0; place < count; place++) {
      const row = rows[place];
      if (queries[row] === 0) continue;
      const time = times[row];
      const window = windows.findIndex((spans) => spans.some(({ from, to }) => time >= from && time < to));
      if (window >= 0) use(window, codes[row], queries[row]);
    }
  }
}
