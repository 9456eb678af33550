import { deleteHourly, mergeHourly } from '../lake/compaction/hourlyRollup.ts';
import { dayLiteral } from '../lake/compaction/sqlText.ts';
import type { CompactionTarget } from '../lake/compaction/target.ts';

/** Where the compacted table contains rows of the subject. */
export interface CompactedRows {
  /** Event days. */
  readonly days: readonly string[];
  /** Arrival hours, hours since the epoch. */
  readonly hours: readonly number[];
}

/**
 * Returns Athena statements that remove rows from the compacted table, update the hourly rollup, and remove the
 * files that still contain the rows. A statement may have to be repeated: see `needsAnotherRun`.
 *
 * Iceberg's `DELETE` only writes delete files. `OPTIMIZE` rewrites data files that have delete files. The lowered table
 * properties make it do so from the first delete file instead of the second, and make `VACUUM` remove snapshots older
 * than one second instead of five days (Athena user guide, 'Create Iceberg tables', table properties, November 2026).
 *
 * @param condition SQL condition on the rows, never NULL
 */
export function eraseStatements(
  target: CompactionTarget,
  condition: string,
  { days, hours }: CompactedRows,
): string[] {
  const { compacted, hourly } = target;
  const tables = [compacted, hourly];
  return [
    `DELETE FROM ${compacted} WHERE ${condition}`,
    ...hours.flatMap((hour) => [deleteHourly(target, hour), mergeHourly(target, hour)]),
    ...tables.map((table) => `ALTER TABLE ${table} SET TBLPROPERTIES (${properties(lowered)})`),
    ...tables.flatMap((table) =>
      days.map((day) => `OPTIMIZE ${table} REWRITE DATA USING BIN_PACK WHERE day = ${dayLiteral(day)}`),
    ),
    ...tables.map((table) => `VACUUM ${table}`),
    ...restoreStatements(target),
  ];
}

/** Returns statements that restore the tables' usual properties. Run them even if another statement failed. */
export function restoreStatements({ compacted, hourly }: CompactionTarget): string[] {
  return [compacted, hourly].map((table) => `ALTER TABLE ${table} SET TBLPROPERTIES (${properties(usual)})`);
}

const lowered = { vacuum_max_snapshot_age_seconds: 1, optimize_rewrite_delete_file_threshold: 1 };

/** Athena's defaults (same page). */
const usual = { vacuum_max_snapshot_age_seconds: 432_000, optimize_rewrite_delete_file_threshold: 2 };

function properties(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `'${name}'='${value}'`)
    .join(', ');
}
