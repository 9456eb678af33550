import { dayAndHour } from '../keys.ts';
import {
  compactedIdentity,
  contentIdentity,
  copyWindowHours,
  eventDay,
  isOfSlice,
  rawIdentity,
  type Slice,
} from './identity.ts';
import { columnList, hourLiteral, isOfHour } from './sqlText.ts';
import type { CompactionTarget } from './target.ts';

/** A slice with all identities of an hour. */
export const wholeHour: Slice = { index: 0, count: 1 };

/**
 * Returns the statement that adds the rows of an arrival hour to the compacted table, each request once. It only
 * inserts identities that no row of the neighboring hours has, so running it again adds nothing.
 *
 * @param hour the arrival hour, hours since the epoch
 */
export function mergeHour(target: CompactionTarget, hour: number, slice: Slice = wholeHour): string {
  return merge(target, hour, identifiedRows(target, hour, slice));
}

/**
 * Returns the same statement for rows with neither a request ID nor a sequence number, which files of earlier versions
 * can contain.
 */
export function mergeUnidentified(target: CompactionTarget, hour: number): string {
  return merge(target, hour, unidentifiedRows(target, hour));
}

/**
 * Returns a query for an hour's rows with an identity: one row per identity and day, with the columns `id` and `day`.
 */
function identifiedRows({ raw, columns, dialect }: CompactionTarget, hour: number, slice: Slice): string {
  return `SELECT * FROM (
    SELECT ${columnList(columns)}, id, day,
      row_number() OVER (PARTITION BY id, day ORDER BY file, "timestamp", sequence_number) AS copy
    FROM (
      SELECT ${columnList(columns)}, ${rawIdentity} AS id, ${eventDay(hourLiteral(hour))} AS day, "$path" AS file
      FROM ${raw} WHERE ${isOfHour(hour)}
    ) named
    WHERE id IS NOT NULL AND ${isOfSlice('id', slice, dialect)}
  ) numbered WHERE copy = 1`;
}

/**
 * Returns a query for an hour's rows without an identity, with `id` derived from the file, the content, and a number
 * for equal rows.
 */
function unidentifiedRows({ raw, columns, dialect }: CompactionTarget, hour: number): string {
  return `SELECT ${columnList(columns)}, content || '#' || CAST(copy AS varchar) AS id, day FROM (
    SELECT ${columnList(columns)}, content, day,
      row_number() OVER (PARTITION BY content ORDER BY "timestamp") AS copy
    FROM (
      SELECT ${columnList(columns)}, ${contentIdentity(columns, dialect)} AS content,
        ${eventDay(hourLiteral(hour))} AS day
      FROM ${raw} WHERE ${isOfHour(hour)} AND ${rawIdentity} IS NULL
    ) hashed
  ) numbered`;
}

/** Returns a query for the identities and days of an hour's raw rows, for the proof. */
export function rawIdentities(
  target: CompactionTarget,
  hour: number,
  slice: Slice,
  which: 'identified' | 'unidentified',
): string {
  if (which === 'unidentified')
    return `SELECT id, day FROM (${unidentifiedRows(target, hour)}) made_identities`;
  const { raw, dialect } = target;
  return `SELECT id, day FROM (
      SELECT ${rawIdentity} AS id, ${eventDay(hourLiteral(hour))} AS day FROM ${raw} WHERE ${isOfHour(hour)}
    ) named WHERE id IS NULL OR ${isOfSlice('id', slice, dialect)}`;
}

/** Returns the condition that selects the compacted rows that can be copies of an hour's rows. */
export function isInWindow(hour: number, arrived: string): string {
  return `${arrived} BETWEEN ${hourLiteral(hour - copyWindowHours)} AND ${hourLiteral(hour + copyWindowHours)}`;
}

function merge({ compacted, columns }: CompactionTarget, hour: number, rows: string): string {
  const [day, hourOfDay] = dayAndHour(hour);
  const values = columns.map((name) => {
    if (name === 'timestamp') return 'CAST(s."timestamp" AS timestamp(6))';
    // Every compacted row has a request ID or a sequence number.
    if (name === 'sequence_number') return 'CASE WHEN s.x_edge_request_id IS NULL THEN s.id END';
    return `s."${name}"`;
  });
  const added = ['arrival_day', 'arrival_hour', 'day', 'arrived'];
  return `MERGE INTO ${compacted} t
USING (
  ${rows}
) s
ON ${compactedIdentity('t.')} = s.id
  AND t.day = s.day
  AND ${isInWindow(hour, 't.arrived')}
WHEN NOT MATCHED THEN INSERT (${columnList([...columns, ...added])})
VALUES (${values.join(', ')}, '${day}', ${Number(hourOfDay)}, s.day, CAST(${hourLiteral(hour)} AS timestamp(6)))`;
}
