import { dayAndHour } from '../keys.ts';
import { type LateMark, lastClosedHour } from './lateMarks.ts';

/** Maximum number of hours that one run merges, oldest first. After an upgrade, the compaction catches up at this rate. */
export const hoursPerRun = 24;

/**
 * Maximum number of raw bytes that one statement merges. Athena cancels a statement after 30 minutes (quotas page, November
 * 2026).
 */
export const bytesPerSlice = 4_000_000_000;

/** Days to keep raw files after their hour was merged and proven. */
export const rawMarginDays = 14;

/** The hour of the day whose merge triggers the daily work. */
const dailyHour = 3;

const hoursPerDay = 24;

/** State of the lake at the start of a run. */
export interface LakeState {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Last hour that the compacted table serves; undefined before the first run. Hours since the epoch. */
  readonly watermark: number | undefined;
  /** Oldest hour with raw files; undefined if there are no raw files. */
  readonly oldestRawHour: number | undefined;
  readonly marks: readonly LateMark[];
  /** Whether the tables, their columns, and the view are up to date. */
  readonly isSetUp: boolean;
  /** Columns that are missing in the compacted table. */
  readonly newColumns: readonly string[];
  /** Days to keep compacted rows. */
  readonly retentionDays: number;
}

/** Raw files of an hour. */
export interface HourFiles {
  readonly hour: number;
  readonly files: number;
  readonly bytes: number;
}

/** The merge of an arrival hour. */
export interface HourJob {
  readonly kind: 'hour';
  readonly hour: number;
  /** Number of parts in which the hour is merged, by a hash of the identity. */
  readonly slices: number;
  /** Whether the hour becomes the watermark. A late hour is already served. */
  readonly advances: boolean;
  /** Keys of the marks to delete after the proof. */
  readonly marks: readonly string[];
}

/** A part of a run. Each can be repeated. */
export type Job =
  | { readonly kind: 'setup'; readonly newColumns: readonly string[]; readonly watermark: number }
  | HourJob
  | { readonly kind: 'flip'; readonly hour: number }
  | { readonly kind: 'day'; readonly day: string; readonly expireBefore: string }
  | { readonly kind: 'removeRaw'; readonly hours: readonly number[] };

/**
 * Returns the hours whose raw files a run must list: hours that it can merge, and hours with late marks.
 *
 * @returns hours since the epoch, in the order in which they are merged
 */
export function candidateHours(state: LakeState): number[] {
  const watermark = firstWatermark(state);
  const end = Math.min(lastClosedHour(state.now), watermark + hoursPerRun);
  return [...range(watermark + 1, end), ...lateHours(state, watermark)];
}

/** Returns the hours up to the watermark that have marks, oldest first. */
function lateHours({ marks }: LakeState, watermark: number): number[] {
  const hours = new Set(marks.map(({ hour }) => hour).filter((hour) => hour <= watermark));
  return [...hours].toSorted((a, b) => a - b).slice(0, hoursPerRun);
}

/** Returns the initial watermark: the hour before the oldest raw file, so that no hour is skipped. */
function firstWatermark({ watermark, oldestRawHour, now }: LakeState): number {
  return watermark ?? Math.min((oldestRawHour ?? Number.POSITIVE_INFINITY) - 1, lastClosedHour(now));
}

/**
 * Returns the jobs of a run, in order.
 *
 * @param files raw files of the hours from `candidateHours`
 */
export function planRun(state: LakeState, files: readonly HourFiles[]): Job[] {
  const watermark = firstWatermark(state);
  const byHour = new Map(files.map((each) => [each.hour, each]));
  const jobs: Job[] = [];
  const lateJobs: Job[] = [];
  let last = watermark;
  if (!state.isSetUp || state.newColumns.length > 0)
    jobs.push({ kind: 'setup', newColumns: state.newColumns, watermark });
  for (const hour of candidateHours(state)) {
    const job = hourJob(state, hour, hour > watermark, byHour.get(hour));
    if (hour <= watermark) lateJobs.push(job);
    else {
      last = hour;
      // The watermark passes hours without files together with the next hour that has files.
      if (byHour.get(hour)?.files) jobs.push(job);
      if (hour % hoursPerDay === dailyHour) jobs.push(dailyJob(state, hour));
    }
  }
  const flipped = jobs.findLast((job) => job.kind === 'hour')?.hour ?? watermark;
  if (last > flipped) jobs.push({ kind: 'flip', hour: last });
  return [...jobs, ...removal(state, watermark), ...lateJobs];
}

function hourJob(state: LakeState, hour: number, advances: boolean, files: HourFiles | undefined): HourJob {
  const slices = Math.max(1, Math.ceil((files?.bytes ?? 0) / bytesPerSlice));
  const marks = state.marks.filter((mark) => mark.hour === hour).map(({ key }) => key);
  return { kind: 'hour', hour, slices, advances, marks };
}

/**
 * Returns the daily work, which runs when the watermark passes the fourth hour of a day. It handles the day before
 * yesterday.
 */
function dailyJob({ now, retentionDays }: LakeState, hour: number): Job {
  const expireBefore = dayAndHour(Math.floor(now / 3_600_000) - retentionDays * hoursPerDay)[0];
  return { kind: 'day', day: dayAndHour(hour - 2 * hoursPerDay)[0], expireBefore };
}

/** Returns the removal of raw hours that have been served for `rawMarginDays` and have no marks. */
function removal({ oldestRawHour, marks }: LakeState, watermark: number): Job[] {
  if (oldestRawHour === undefined) return [];
  const end = Math.min(watermark - rawMarginDays * hoursPerDay, oldestRawHour + hoursPerRun);
  const hours = range(oldestRawHour, end).filter((hour) => marks.every((mark) => mark.hour !== hour));
  return hours.length === 0 ? [] : [{ kind: 'removeRaw', hours }];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
