import type { TextColumn } from '../columns/textColumn.ts';
import type { Numbers } from './plausibleValues.ts';

/** Class of a status; `none` if the status is absent or not an HTTP status. */
export const statusClass = {
  none: 0,
  aborted: 1,
  success: 2,
  redirection: 3,
  clientError: 4,
  serverError: 5,
} as const;

/** Cache class of a result type; `none` if the cache couldn't have served the request. */
export const cacheClass = { none: 0, miss: 1, hit: 2 } as const;

/** Number of classes of each kind, for tables indexed by class. */
export const statusClasses = 6;
export const cacheClasses = 3;

/** Result types of requests that the cache served. */
export const cacheHitTypes: ReadonlySet<string> = new Set(['Hit', 'RefreshHit', 'OriginShieldHit']);
/** Result types of requests that were forwarded to the origin. */
export const cacheMissTypes: ReadonlySet<string> = new Set(['Miss', 'MissGeneratedResponse']);
/** Methods of requests that the cache can serve. */
export const cacheableMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Returns the class of each code of an `sc-status` column, at the code plus one. Index 0 is for absent values. */
export function statusClassesByCode({ values, entries }: Numbers): Uint8Array {
  const classes = new Uint8Array(entries + 1);
  for (let code = 0; code < entries; code++) {
    const status = values[code];
    const hundreds = Math.floor(status / 100);
    classes[code + 1] =
      status === 0 ? statusClass.aborted : hundreds >= 2 && hundreds <= 5 ? hundreds : statusClass.none;
  }
  return classes;
}

/** Returns the cache class of each code of a result type column, indexed as in {@link statusClassesByCode}. */
export function cacheClassesByCode(column: TextColumn): Uint8Array {
  return classesByCode(column, cacheClass.none, (text) =>
    cacheHitTypes.has(text) ? cacheClass.hit : cacheMissTypes.has(text) ? cacheClass.miss : cacheClass.none,
  );
}

/**
 * Returns 1 for each code of a `cs-method` column that the cache can serve and 0 for others, indexed as in {@link
 * statusClassesByCode}.
 */
export function cacheableByCode(column: TextColumn): Uint8Array {
  return classesByCode(column, 0, (text) => (cacheableMethods.has(text) ? 1 : 0));
}

function classesByCode(column: TextColumn, absent: number, classOf: (text: string) => number): Uint8Array {
  const classes = new Uint8Array(column.entries + 1);
  classes[0] = absent;
  for (let code = 0; code < column.entries; code++) classes[code + 1] = classOf(column.entryText(code));
  return classes;
}
