/**
 * By what the lists of a window are ranked: amounts that add up; `queries`, the different pairs of a path and a query
 * string; `peak`, the most requests of one slice of time.
 */
export const rankings = ['requests', 'bytes', 'misses', '4xx', '5xx', 'queries', 'peak'] as const;

/** By what the lists of a window are ranked. */
export type Ranking = (typeof rankings)[number];
