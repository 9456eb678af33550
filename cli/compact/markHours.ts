import { markOfHour, rawHourPrefix } from '../../core/lake/compaction/lateMarks.ts';
import { dayAndHour, rawPrefix } from '../../core/lake/keys.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { CompactionCommands } from './compactionClients.ts';

const millisecondsPerHour = 3_600_000;

/** A range of hours, in hours since the epoch. The last hour is included. */
export interface HourRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads `--mark`: an hour (`2026-11-20T13`), a day (`2026-11-20`), or two of them separated by `..`.
 *
 * @throws UsageError if the value is something else
 */
export function readHourRange(value: string): HourRange {
  const [from = '', to = from, ...more] = value.split('..');
  const [first, last] = [readTime(from), readTime(to)];
  if (first === undefined || last === undefined || more.length > 0 || last.end < first.start)
    throw new UsageError(
      `--mark: expected a UTC day or hour, or two separated by '..', such as 2026-11-20..2026-11-21T05, got '${value}'`,
    );
  return { first: first.start, last: last.end };
}

function readTime(text: string): { readonly start: number; readonly end: number } | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d$/.test(text)) return undefined;
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : `${text}:00:00Z`);
  // Date.parse also accepts days like February 30, and the hour 24.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return undefined;
  const start = time / millisecondsPerHour;
  return { start, end: isDay ? start + 23 : start };
}

/**
 * Marks those hours of a range that have raw files, so that the compaction merges them again.
 *
 * @param now epoch milliseconds
 * @returns the marked hours, in hours since the epoch
 */
export async function markHours(
  { hasAny, putMark }: Pick<CompactionCommands, 'hasAny' | 'putMark'>,
  { first, last }: HourRange,
  now: number,
): Promise<number[]> {
  const marked: number[] = [];
  for (let dayStart = first - (first % 24); dayStart <= last; dayStart += 24) {
    const [day] = dayAndHour(dayStart);
    if (!(await hasAny(`${rawPrefix}arrival_day=${day}/`))) continue;
    for (let hour = Math.max(first, dayStart); hour <= Math.min(last, dayStart + 23); hour++) {
      if (!(await hasAny(rawHourPrefix(hour)))) continue;
      await putMark(markOfHour(hour, now));
      marked.push(hour);
    }
  }
  return marked;
}
