import type { Dialect } from './target.ts';

/**
 * Hours before and after an arrival hour in which copies of a request are looked for. Redelivery leaves copies in
 * the same hour. CloudFront sends a record twice within minutes.
 */
export const copyWindowHours = 3;

/** Days by which a request may precede its arrival: records stay in a stream for hours or days. */
export const daysBeforeArrival = 7;

/**
 * The sequence number of a raw row in the form that is unique across shards and sources,
 * `<shardId>-<sequence number>`. Files written by earlier versions have the bare number, and begin their names with
 * the shard. NULL if the row has no sequence number.
 */
export const sequenceIdentity =
  `CASE WHEN sequence_number LIKE '%-%' THEN sequence_number ` +
  `ELSE regexp_extract("$path", '([^/]+)-[^/-]+$', 1) || '-' || sequence_number END`;

/** The identity of a raw row. NULL if the row has neither an id nor a sequence number. */
export const rawIdentity = `coalesce(x_edge_request_id, ${sequenceIdentity})`;

/**
 * The identity of a compacted row, which always has one.
 *
 * @param prefix such as `t.`
 */
export function compactedIdentity(prefix = ''): string {
  return `coalesce(${prefix}x_edge_request_id, ${prefix}sequence_number)`;
}

/**
 * The day of a raw row: that of its timestamp, or of its arrival if the timestamp is missing or implausible. So one
 * hour never opens more than nine partitions; Athena writes about 100 at a time.
 *
 * @param arrival SQL of the start of the arrival hour
 */
export function eventDay(arrival: string): string {
  return (
    `CAST(CASE WHEN "timestamp" >= ${arrival} - INTERVAL '${daysBeforeArrival}' DAY ` +
    `AND "timestamp" < ${arrival} + INTERVAL '1' DAY THEN "timestamp" ELSE ${arrival} END AS date)`
  );
}

/** The start of the arrival hour of a raw row. */
export const arrivalOfRow = `CAST(arrival_day || ' ' || lpad(CAST(arrival_hour AS varchar), 2, '0') || ':00:00' AS timestamp)`;

/**
 * The identity of rows that have neither an id nor a sequence number, as files of earlier versions can have: the file
 * and a hash of the values. Rows that are equal in all columns are numbered on top of it.
 *
 * @param columns names of the fields' columns; a column that is NULL adds nothing, so new columns change no identity
 */
export function contentIdentity(columns: readonly string[], dialect: Dialect): string {
  const values = columns.map((name) => `coalesce('${name}=' || CAST("${name}" AS varchar) || chr(31), '')`);
  const text = values.join(' || ');
  const hash = dialect === 'duckdb' ? `md5(${text})` : `to_hex(md5(to_utf8(${text})))`;
  return `regexp_extract("$path", '[^/]+$') || '#' || ${hash}`;
}

/** Part of the identities of an hour. */
export interface Slice {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * Condition that keeps the identities of a slice, by their hash.
 *
 * @param identity SQL of the identity
 */
export function isOfSlice(identity: string, { index, count }: Slice, dialect: Dialect): string {
  if (count === 1) return 'TRUE';
  const hash = dialect === 'duckdb' ? `hash(${identity})` : `crc32(to_utf8(${identity}))`;
  return `${hash} % ${count} = ${index}`;
}
