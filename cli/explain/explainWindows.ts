import type { InsightWindows } from '../../core/insight/sources/insightSql.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { durationOption, readTime } from '../times.ts';

const minute = 60_000;

/** Default length of the window, in milliseconds. */
export const defaultWindow = 15 * minute;

/** Part of the window before `--at`: the cause of an alarm precedes the alarm. */
const partBefore = 2 / 3;

/** Length of the default baseline in windows. It ends at the start of the window. */
const defaultBaselines = 4;

/** Number of parts into which the baseline is split. */
const stretches = 4;

/** The baseline: a number of milliseconds before the window, or two times in epoch milliseconds. */
export type Baseline = number | readonly [from: number, to: number];

/**
 * Reads `--baseline`: a duration, or two times separated by `..`.
 *
 * @throws UsageError if it is neither
 */
export function baselineOption(value: string): Baseline {
  const [start = '', end] = value.split('..');
  if (end === undefined) return durationOption('--baseline')(value);
  const [from, to] = [readTime(start), readTime(end)];
  if (from !== undefined && to !== undefined && from < to) return [from, to];
  throw new UsageError(
    `--baseline: expected a length such as 1h, or two times such as 2026-11-20T12:00..2026-11-20T13:00, got '${value}'`,
  );
}

/** Options for the window and the baseline. */
export interface WindowOptions {
  readonly at?: number;
  readonly from?: number;
  readonly to?: number;
  /** Length of the window in milliseconds, unless `from` and `to` are given. */
  readonly window?: number;
  readonly baseline?: Baseline;
  /** Condition of the requests to compare with the others of the window. */
  readonly set?: string;
}

/**
 * Returns the window to explain, and the baseline to compare it with: the same window if a set of requests is compared
 * with the others.
 *
 * @param newest the latest time with possible records, in epoch milliseconds
 * @throws UsageError if a time range is empty, or the baseline and the window overlap
 */
export function explainWindows(options: WindowOptions, newest: number): InsightWindows {
  const { from, to } = selectionOf(options, newest);
  if (from >= to) {
    throw new UsageError(
      `--from: expected a time before the end of the window (${formatTime(to)}), got ${formatTime(from)}`,
    );
  }
  const [baselineFrom, baselineTo] =
    options.set === undefined ? baselineOf(options.baseline, from, to) : [from, to];
  return { from, to, baselineFrom, baselineTo, stretches };
}

function selectionOf({ at, from, to, window: length }: WindowOptions, newest: number) {
  const window = length ?? defaultWindow;
  if (at !== undefined) {
    const end = Math.min(at + window * (1 - partBefore), Math.max(newest, at));
    return { from: end - window, to: end };
  }
  const end = to ?? (from === undefined || length === undefined ? newest : Math.min(from + length, newest));
  return { from: from ?? end - window, to: end };
}

function baselineOf(baseline: Baseline | undefined, from: number, to: number): readonly [number, number] {
  if (baseline === undefined) return [from - defaultBaselines * (to - from), from];
  if (typeof baseline === 'number') return [from - baseline, from];
  const [baselineFrom, baselineTo] = baseline;
  if (baselineFrom < to && baselineTo > from) {
    throw new UsageError(
      `--baseline: expected times outside of the window (${formatTime(from)} to ${formatTime(to)}), got ${formatTime(baselineFrom)} to ${formatTime(baselineTo)}`,
    );
  }
  return [baselineFrom, baselineTo];
}

/** Formats a time in UTC, to the second. */
export function formatTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
