/**
 * Returns conditions that select the requests of the last hours and read only the partitions that can contain them. A
 * record arrives after its request ended, so it is in the partition of that hour or a later one. The arrival limits raw
 * files, and `day` limits compacted files. A row without a timestamp is selected by its arrival.
 *
 * Everything except the columns is constant while a query runs, and `localtimestamp` has no time zone, like the
 * columns. So engines can prune partitions and skip Parquet pages.
 */
export function requestsOfLastHours(hours: number): string {
  const start = `localtimestamp - interval '${hours}' hour`;
  return `day >= CAST(${start} AS date)
  AND ("timestamp" >= ${start} OR "timestamp" IS NULL)
  AND ${arrivalsOfLastHours(hours)}`;
}

/** Returns conditions that select the partitions of the last hours and the current hour. */
export function arrivalsOfLastHours(hours: number): string {
  const start = `localtimestamp - interval '${hours}' hour`;
  const day = `CAST(CAST(${start} AS date) AS varchar)`;
  return `arrival_day >= ${day}
  AND (arrival_day > ${day}
    OR arrival_hour >= hour(${start}))`;
}

/** Default length of a query's window, in hours. */
export const defaultHours = 3;

/** Returns the first line of a query, which explains how to change the period. */
export function windowComment(hours = defaultHours): string {
  return `-- The last ${hours} hours. For another period, change every interval '${hours}' hour`;
}
