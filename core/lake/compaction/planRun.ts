import { dayAndHour } from '../keys.ts';
import { type LateMark, lastClosedHour } from './lateMarks.ts';

/** Hours that one run merges at most: an upgrade catches up at this rate, the oldest hours first. */
export const hoursPerRun = 24;

/** Raw bytes that one statement merges at most. Athena ends a statement after 30 minutes (quotas page, November 2026). */
export const bytesPerSlice = 4_000_000_000;

/** Days for which raw files are kept after their hour was merged and proven. */
export const rawMarginDays = 14;

/** The hour of the day whose merge starts the daily work. */
const dailyHour = 3;

const hoursPerDay = 24;

/** What is stored, at the start of a run. */
export interface LakeState {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Last hour that the compacted table serves; undefined before the first run. Hours since the epoch. */
  readonly watermark: number | undefined;
  /** Oldest hour with raw files; undefined if there are none. */
  readonly oldestRawHour: number | undefined;
  readonly marks: readonly LateMark[];
  /** Whether the tables, their columns and the view are as they should be. */
  readonly isSetUp: boolean;
  /** Columns that the compacted table lacks. */
  readonly newColumns: readonly string[];
  /** Days for which compacted rows are kept. */
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
  /** Parts that the hour is merged in, by a hash of the identity. */
  readonly slices: number;
  /** Whether the hour becomes the watermark. A late hour is served already. */
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
 * Hours whose raw files a run needs to know: those that it can merge, and those with late marks.
 *
 * @returns hours since the epoch, in the order in which they are merged
 */
export function candidateHours(state: LakeState): number[] {
  const watermark = firstWatermark(state);
  const end = Math.min(lastClosedHour(state.now), watermark + hoursPerRun);
  return [...range(watermark + 1, end), ...lateHours(state, watermark)];
}

/** Hours up to the watermark that have marks, the oldest first. */
function lateHours({ marks }: LakeState, watermark: number): number[] {
  const hours = new Set(marks.map(({ hour }) => hour).filter((hour) => hour <= watermark));
  return [...hours].toSorted((a, b) => a - b).slice(0, hoursPerRun);
}

/** The watermark to begin with: right before the oldest raw file, so that no hour is left out. */
function firstWatermark({ watermark, oldestRawHour, now }: LakeState): number {
  return watermark ?? Math.min((oldestRawHour ?? Number.POSITIVE_INFINITY) - 1, lastClosedHour(now));
}

/**
 * The jobs of a run, in order.
 *
 * @param files raw files of the candidate hours
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
      // Hours without files pass with the next hour that has some.
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

/** The daily work, when the watermark passes the fourth hour of a day: on the files of the day before yesterday. */
function dailyJob({ now, retentionDays }: LakeState, hour: number): Job {
  const expireBefore = dayAndHour(Math.floor(now / 3_600_000) - retentionDays * hoursPerDay)[0];
  return { kind: 'day', day: dayAndHour(hour - 2 * hoursPerDay)[0], expireBefore };
}

/** Raw hours that were served for the whole margin, without marks. */
function removal({ oldestRawHour, marks }: LakeState, watermark: number): Job[] {
  if (oldestRawHour === undefined) return [];
  const end = Math.min(watermark - rawMarginDays * hoursPerDay, oldestRawHour + hoursPerRun);
  const hours = range(oldestRawHour, end).filter((hour) => marks.every((mark) => mark.hour !== hour));
  return hours.length === 0 ? [] : [{ kind: 'removeRaw', hours }];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
