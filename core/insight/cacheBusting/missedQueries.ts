import { cacheableMethods } from '../../metrics/rowClasses.ts';
import type { PathQueries } from '../cells.ts';
import type { ReadValue } from '../facets/facets.ts';
import { pathTemplate } from '../facets/pathTemplate.ts';
import { missTypes } from '../measures.ts';
import { DistinctCounts } from './distinctCounts.ts';

/** Number of characters of a path to keep, which bounds the memory. */
const longestPath = 200;

/** Maximum number of paths of a window, and the most hashes of query strings of a path. */
export const missedQueryLimits = { paths: 50, hashes: 1_000 } as const;

/**
 * Returns a request's path, with IDs replaced by `{id}`, and its query string, which is in `cs-uri-stem` or
 * `cs-uri-query`. Both are empty if there is no query string.
 */
export function pathAndQuery(read: ReadValue): { readonly path: string; readonly query: string } {
  const stem = String(read('cs-uri-stem') ?? '');
  const place = stem.indexOf('?');
  const query = place >= 0 ? stem.slice(place + 1) : String(read('cs-uri-query') ?? '');
  return { path: query === '' ? '' : pathTemplate(stem).slice(0, longestPath), query };
}

/**
 * Whether a request missed the cache although the cache can serve its method.
 *
 * @param resultField field that contains the result type
 */
export function isAvoidableMiss(read: ReadValue, resultField: string): boolean {
  if (!missTypes.includes(String(read(resultField)))) return false;
  const method = read('cs-method');
  return method === null || cacheableMethods.has(String(method));
}

/** Returns empty counts of the query strings of cache misses by path, in bounded memory. */
export function newMissedQueries(): DistinctCounts {
  return new DistinctCounts(missedQueryLimits.paths, missedQueryLimits.hashes);
}

/** Counts the query strings of cache misses by path, in the selection and in the baseline, in bounded memory. */
export class MissedQueryCounts {
  readonly #resultField: string;
  readonly #windows = [newMissedQueries(), newMissedQueries()] as const;

  /** @param resultField field that contains the result type */
  constructor(resultField: string) {
    this.#resultField = resultField;
  }

  /** Adds a request of the selection or the baseline. */
  add(read: ReadValue, isSelected: boolean): void {
    if (!isAvoidableMiss(read, this.#resultField)) return;
    const { path, query } = pathAndQuery(read);
    if (query !== '') this.#windows[isSelected ? 0 : 1].add(path, query);
  }

  /** Returns the counts of the paths that have cache misses in the selection. */
  finish(): PathQueries[] {
    const { paths } = missedQueryLimits;
    const [selected, before] = this.#windows.map(
      (counts) => new Map(counts.top(paths).map((count) => [count.key, count])),
    );
    return [...(selected?.values() ?? [])].map(({ key, items, distinct }) => ({
      path: key,
      selection: { misses: items, queries: distinct },
      baseline: { misses: before?.get(key)?.items ?? 0, queries: before?.get(key)?.distinct ?? 0 },
    }));
  }
}
