import { rawPrefix } from '../keys.ts';
import { requestsViewName } from '../requestsView.ts';
import { tableName } from '../table.ts';
import type { CatalogTable, CompactionCalls } from './compactionCalls.ts';
import { lateMarksPrefix, rawHourPrefix, readLateMarks } from './lateMarks.ts';
import { candidateHours, type HourFiles, type LakeState } from './planRun.ts';
import { readsColumns, readViewState } from './replaceView.ts';
import {
  type CompactionTarget,
  compactedTableName,
  compactionTarget,
  type Dialect,
  hourlyTableName,
} from './target.ts';

/** Maximum number of marks that one round of a run reads. Their keys are passed from step to step. */
export const maxMarks = 1_000;

/** Columns of the view and the compacted table that don't belong to a field. */
const addedColumns = new Set(['arrival_day', 'arrival_hour', 'day', 'file', 'arrived', '$path']);

/** Input of a run. */
export interface RunInput {
  readonly state: LakeState;
  readonly target: CompactionTarget;
}

/** Settings for reading the state of a lake. */
export interface StateSettings {
  readonly dialect: Dialect;
  /** Trino's schema. @default lake */
  readonly schema?: string | undefined;
  readonly retentionDays: number;
}

/**
 * Reads the state of the lake: the watermark from the view, the columns from the catalog, and late marks and the oldest
 * raw hour from the bucket.
 *
 * @param now epoch milliseconds
 * @throws Error if the table `requests_raw` is missing
 */
export async function readLakeState(
  calls: CompactionCalls,
  settings: StateSettings,
  now: number,
): Promise<RunInput> {
  const [raw, compacted, hourly, view] = await Promise.all(
    [tableName, compactedTableName, hourlyTableName, requestsViewName].map((name) => calls.findTable(name)),
  );
  if (raw === undefined)
    throw new Error(`expected the table ${tableName} in the catalog, got none; deploy again`);
  const columns = fieldColumns(raw);
  const compactedColumns = fieldColumns(compacted);
  const removed = compactedColumns.filter((name) => !columns.includes(name));
  const target = compactionTarget(settings.dialect, columns, removed, settings.schema);
  const marks = await calls.listFiles(lateMarksPrefix, maxMarks);
  const state: LakeState = {
    now,
    watermark: view?.viewText === undefined ? undefined : readViewState(view.viewText).watermark,
    oldestRawHour: await findOldestRawHour(calls),
    marks: readLateMarks(marks.map(({ key }) => key)),
    isSetUp: compacted !== undefined && hourly !== undefined && isViewOf(view, columns),
    newColumns: compacted === undefined ? [] : columns.filter((name) => !compactedColumns.includes(name)),
    retentionDays: settings.retentionDays,
  };
  return { state, target };
}

function fieldColumns(table: CatalogTable | undefined): string[] {
  return table?.columns.filter((name) => !addedColumns.has(name)) ?? [];
}

/**
 * Whether the view reads exactly the columns of the raw table.
 *
 * @param columns names of the fields' columns of the raw table
 */
export function isViewOf(view: CatalogTable | undefined, columns: readonly string[]): boolean {
  if (view?.viewText === undefined) return false;
  return readsColumns({ columns: fieldColumns(view), viewText: view.viewText }, columns);
}

/** Finds the oldest hour with raw files, in hours since the epoch; undefined if there are no raw files. */
async function findOldestRawHour(calls: CompactionCalls): Promise<number | undefined> {
  const [firstDay] = await calls.listFolders(rawPrefix);
  if (firstDay === undefined) return undefined;
  const [firstHour] = await calls.listFolders(firstDay);
  const [, day, hourOfDay] =
    /arrival_day=(\d{4}-\d\d-\d\d)\/arrival_hour=(\d\d)\/$/.exec(firstHour ?? '') ?? [];
  return day === undefined ? undefined : Date.parse(`${day}T${hourOfDay}:00:00Z`) / 3_600_000;
}

/** Lists the raw files of the hours that a run can merge. */
export async function listCandidates(calls: CompactionCalls, state: LakeState): Promise<HourFiles[]> {
  const listed: HourFiles[] = [];
  for (const hour of candidateHours(state)) {
    const files = await calls.listFiles(rawHourPrefix(hour));
    listed.push({ hour, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  }
  return listed;
}
