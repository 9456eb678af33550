import { type AthenaContext, readAllRows, runQuery } from '../../core/aws/athena/runQuery.ts';
import { keyInLake } from '../../core/aws/lakeFolders.ts';
import type { CompactedRows } from '../../core/erasure/eraseStatements.ts';
import { eraseStatements, restoreStatements } from '../../core/erasure/eraseStatements.ts';
import type { Subject } from '../../core/erasure/subject.ts';
import { needsAnotherRun } from '../../core/lake/compaction/maintain.ts';
import type { CompactionTarget } from '../../core/lake/compaction/target.ts';

/** Maximum number of repetitions of a statement that must run several times. */
const maxRepeats = 50;

/** Rows of the subject in the tables of a stack. */
export interface TableRows extends CompactedRows {
  /** Keys of the raw files with rows of the subject. */
  readonly rawKeys: readonly string[];
  /** Number of rows of the subject in the compacted table. */
  readonly rows: number;
}

/** The tables that are searched. */
export interface SearchedTables {
  /** Address of the lake; see `lakeAddress`. */
  readonly lake: string;
  readonly target: CompactionTarget;
  /** Text columns of the tables. */
  readonly textColumns: readonly string[];
  /** Whether the compacted table exists. */
  readonly hasCompacted: boolean;
}

/** Finds rows with Athena, which reads every file of both tables. */
export async function findRows(
  context: AthenaContext,
  { lake, target, textColumns, hasCompacted }: SearchedTables,
  subject: Subject,
): Promise<TableRows> {
  const condition = subject.sql(textColumns, 'athena');
  const raw = await readAllRows(
    context,
    `SELECT DISTINCT "$path" AS file FROM ${target.raw} WHERE ${condition}`,
  );
  const rawKeys = raw.rows.map(({ file }) => keyInLake(lake, String(file))).toSorted();
  if (!hasCompacted) return { rawKeys, rows: 0, days: [], hours: [] };
  const { rows } = await readAllRows(
    context,
    `SELECT CAST(day AS varchar) AS day, to_unixtime(arrived) / 3600 AS hour, count(*) AS found
FROM ${target.compacted} WHERE ${condition} GROUP BY 1, 2`,
  );
  const hours = rows.map(({ hour }) => Math.round(Number(hour)));
  return {
    rawKeys,
    rows: rows.reduce((sum, { found }) => sum + Number(found), 0),
    days: [...new Set(rows.map(({ day }) => String(day)))].toSorted(),
    hours: [...new Set(hours)].toSorted((a, b) => a - b),
  };
}

/**
 * Removes rows from the compacted table, and the files that contain them.
 *
 * @param onStatement called before each statement
 * @throws Error with Athena's message if a statement fails, after the usual properties of the tables are restored
 */
export async function eraseFromTable(
  context: AthenaContext,
  { target, textColumns }: SearchedTables,
  subject: Subject,
  found: TableRows,
  onStatement: (sql: string) => void,
): Promise<void> {
  try {
    for (const sql of eraseStatements(target, subject.sql(textColumns, 'athena'), found)) {
      onStatement(sql);
      await runToEnd(context, sql);
    }
  } catch (error) {
    for (const sql of restoreStatements(target)) await runQuery(context, sql).catch(() => {});
    throw error;
  }
}

async function runToEnd(context: AthenaContext, sql: string): Promise<void> {
  for (let repeat = 0; ; repeat++) {
    try {
      await runQuery(context, sql);
      return;
    } catch (error) {
      if (repeat === maxRepeats || !(error instanceof Error) || !needsAnotherRun(error.message)) throw error;
    }
  }
}

/** Returns the keys of the current files of the compacted table. */
export async function currentFiles(
  context: AthenaContext,
  { lake, target }: SearchedTables,
): Promise<ReadonlySet<string>> {
  const { rows } = await readAllRows(context, `SELECT file_path FROM "${target.compacted}$files"`);
  return new Set(rows.map(({ file_path }) => keyInLake(lake, String(file_path))));
}
