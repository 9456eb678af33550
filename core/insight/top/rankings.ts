/**
 * What the lists of a window can be ranked by: sums of an amount; `queries`, the number of different pairs of path and
 * query string; or `peak`, the largest number of requests in one slice of time.
 */
export const rankings = ['requests', 'bytes', 'misses', '4xx', '5xx', 'queries', 'peak'] as const;

/** One of `rankings`. */
export type Ranking = (typeof rankings)[number];
