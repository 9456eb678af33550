import type { Dialect } from './target.ts';

/**
 * Hours before and after an arrival hour in which a merge searches for copies of a request. Redelivery leaves copies in
 * the same hour. CloudFront sends a record twice within minutes.
 */
export const copyWindowHours = 3;

/** Days by which a request may precede its arrival: records stay in a stream for hours or days. */
export const daysBeforeArrival = 7;

/**
 * SQL for the sequence number of a raw row in the form that is unique across shards and sources,
 * `<shardId>-<sequence number>`. Files written by earlier versions contain the bare number, and their names start with
 * the shard. NULL if the row has no sequence number.
 */
export const sequenceIdentity =
  `CASE WHEN sequence_number LIKE '%-%' THEN sequence_number ` +
  `ELSE regexp_extract("$path", '([^/]+)-[^/-]+$', 1) || '-' || sequence_number END`;

/** SQL for the identity of a raw row. NULL if the row has neither a request ID nor a sequence number. */
export const rawIdentity = `coalesce(x_edge_request_id, ${sequenceIdentity})`;

/**
 * Returns SQL for the identity of a compacted row. Every compacted row has an identity.
 *
 * @param prefix prefix of the columns, such as `t.`
 */
export function compactedIdentity(prefix = ''): string {
  return `coalesce(${prefix}x_edge_request_id, ${prefix}sequence_number)`;
}

/**
 * Returns SQL for the event day of a raw row: the day of its timestamp, or of its arrival if the timestamp is missing
 * or implausible. Therefore one hour writes to at most nine partitions. Athena can write to about 100 at a time.
 *
 * @param arrival SQL for the start of the arrival hour
 */
export function eventDay(arrival: string): string {
  return (
    `CAST(CASE WHEN "timestamp" >= ${arrival} - INTERVAL '${daysBeforeArrival}' DAY ` +
    `AND "timestamp" < ${arrival} + INTERVAL '1' DAY THEN "timestamp" ELSE ${arrival} END AS date)`
  );
}

/** SQL for the start of a raw row's arrival hour. */
export const arrivalOfRow = `CAST(arrival_day || ' ' || lpad(CAST(arrival_hour AS varchar), 2, '0') || ':00:00' AS timestamp)`;

/**
 * Returns SQL for the identity of rows with neither a request ID nor a sequence number, which files of earlier versions
 * can contain: the file and a hash of the values. Rows that are equal in all columns are numbered in addition.
 *
 * @param columns names of the fields' columns. NULL adds nothing to the hash, so new columns don't change identities
 */
export function contentIdentity(columns: readonly string[], dialect: Dialect): string {
  const values = columns.map((name) => `coalesce('${name}=' || CAST("${name}" AS varchar) || chr(31), '')`);
  const text = values.join(' || ');
  const hash = dialect === 'duckdb' ? `md5(${text})` : `to_hex(md5(to_utf8(${text})))`;
  return `regexp_extract("$path", '[^/]+$') || '#' || ${hash}`;
}

/** A part of an hour's identities. */
export interface Slice {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * Returns the condition that selects the identities of a slice, by their hash.
 *
 * @param identity SQL for the identity
 */
export function isOfSlice(identity: string, { index, count }: Slice, dialect: Dialect): string {
  if (count === 1) return 'TRUE';
  const hash = dialect === 'duckdb' ? `hash(${identity})` : `crc32(to_utf8(${identity}))`;
  return `${hash} % ${count} = ${index}`;
}
