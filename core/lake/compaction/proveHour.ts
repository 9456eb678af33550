import { compactedIdentity, isOfSlice, type Slice } from './identity.ts';
import { isInWindow, rawIdentities, wholeHour } from './mergeHour.ts';
import { hourLiteral } from './sqlText.ts';
import type { CompactionTarget } from './target.ts';

/** The counts of an hour's proof. The hour is exact if `missing` and `doubled` are 0. */
export interface ProofCounts {
  /** Requests in the raw files that are missing in the compacted table. */
  readonly missing: number;
  /** Requests in the raw files that the compacted table contains more than once. */
  readonly doubled: number;
  /** Raw rows without an identity. They need the statements for unidentified rows. */
  readonly unidentified: number;
}

/**
 * Returns a query that compares the raw files of an hour with the compacted table. Its result is one row with the
 * columns of `ProofCounts`. Copies that arrived further apart than the window don't count as doubled.
 *
 * @param which `unidentified` proves the rows that `mergeUnidentified` adds
 */
export function proveHour(
  target: CompactionTarget,
  hour: number,
  slice: Slice = wholeHour,
  which: 'identified' | 'unidentified' = 'identified',
): string {
  const ofSlice = which === 'unidentified' ? 'TRUE' : isOfSlice(compactedIdentity(), slice, target.dialect);
  return `SELECT
  count_if(id IS NOT NULL AND compacted_rows = 0) AS missing,
  count_if(id IS NOT NULL AND compacted_rows > 1 AND hour_rows > 0) AS doubled,
  coalesce(sum(CASE WHEN id IS NULL THEN raw_rows END), 0) AS unidentified
FROM (
  SELECT id, day, sum(raw_rows) AS raw_rows, sum(compacted_rows) AS compacted_rows, sum(hour_rows) AS hour_rows
  FROM (
    SELECT id, day, 1 AS raw_rows, 0 AS compacted_rows, 0 AS hour_rows
    FROM (${rawIdentities(target, hour, slice, which)}) raw_identities
    UNION ALL
    SELECT ${compactedIdentity()}, day, 0, 1, CASE WHEN arrived = ${hourLiteral(hour)} THEN 1 ELSE 0 END
    FROM ${target.compacted}
    WHERE ${isInWindow(hour, 'arrived')} AND ${ofSlice}
  ) both_sides
  GROUP BY id, day
) by_identity
WHERE raw_rows > 0`;
}

/**
 * Returns the statement that removes an hour's rows from the compacted table before merging them again. Only for hours
 * after the watermark.
 */
export function deleteHour({ compacted }: CompactionTarget, hour: number): string {
  return `DELETE FROM ${compacted} WHERE arrived = ${hourLiteral(hour)}`;
}
