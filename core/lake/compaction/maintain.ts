import { dayLiteral } from './sqlText.ts';
import type { CompactionTarget } from './target.ts';

/** Days for which Iceberg keeps older snapshots, so that running queries can finish. Trino requires at least 7. */
export const snapshotDays = 7;

/** Returns the statements that rewrite the small files of a day into large ones. */
export function optimizeDay({ compacted, dialect }: CompactionTarget, day: string): string[] {
  if (dialect === 'duckdb') return [];
  if (dialect === 'trino')
    return [
      `ALTER TABLE ${compacted} EXECUTE optimize(file_size_threshold => '128MB') WHERE day = ${dayLiteral(day)}`,
    ];
  return [`OPTIMIZE ${compacted} REWRITE DATA USING BIN_PACK WHERE day = ${dayLiteral(day)}`];
}

/** Returns the statements that remove old snapshots and the files that only they use. */
export function vacuum({ dialect }: CompactionTarget, table: string): string[] {
  if (dialect === 'duckdb') return [];
  if (dialect === 'trino')
    return [
      `ALTER TABLE ${table} EXECUTE expire_snapshots(retention_threshold => '${snapshotDays}d')`,
      `ALTER TABLE ${table} EXECUTE remove_orphan_files(retention_threshold => '${snapshotDays}d')`,
    ];
  return [`VACUUM ${table}`];
}

/** Returns the statement that removes the days before a day. It deletes complete partitions. */
export function expireDays(table: string, before: string): string {
  return `DELETE FROM ${table} WHERE day < ${dayLiteral(before)}`;
}

/** Whether a statement's error means that it did part of its work and must run again. */
export function needsAnotherRun(error: string): boolean {
  return /MORE_RUNS_NEEDED/.test(error);
}
