/**
 * Conditions that keep the requests of the last hours and read only the partitions that can hold them. A record
 * arrives after its request ended, so in the partition of that hour or of a later one: the arrival limits raw files,
 * and `day` limits compacted ones. A row without a timestamp counts by its arrival.
 *
 * Everything but the columns is constant while a query runs, and `localtimestamp` has no time zone, like the columns:
 * engines can prune partitions and skip Parquet pages by it.
 */
export function requestsOfLastHours(hours: number): string {
  const start = `localtimestamp - interval '${hours}' hour`;
  return `day >= CAST(${start} AS date)
  AND ("timestamp" >= ${start} OR "timestamp" IS NULL)
  AND ${arrivalsOfLastHours(hours)}`;
}

/** Conditions that keep the partitions of the last hours, and of the current one. */
export function arrivalsOfLastHours(hours: number): string {
  const start = `localtimestamp - interval '${hours}' hour`;
  const day = `CAST(CAST(${start} AS date) AS varchar)`;
  return `arrival_day >= ${day}
  AND (arrival_day > ${day}
    OR arrival_hour >= hour(${start}))`;
}

/** Hours that a query looks back if it says nothing else. */
export const usualHours = 3;

/** First line of a query: which part of it an operator changes for another period. */
export function windowComment(hours = usualHours): string {
  return `-- The last ${hours} hours. For another period change every interval '${hours}' hour`;
}
