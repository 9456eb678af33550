import { dayAndHour, rawPrefix } from '../keys.ts';

/** Prefix of the marks for late files: `late/<day>/<hour>/<file>`. */
export const lateMarksPrefix = 'late/';

/** Minutes after the end of an arrival hour from which a new raw file of that hour needs a mark. */
const lateMinutes = 30;

/**
 * Minutes from the end of an arrival hour to its merge. A file without a mark is put at most 30 minutes after
 * the end of the hour, plus the longest duration of a function, 15 minutes (Lambda quotas, November 2026). So the merge
 * finds every file without a mark.
 */
export const closingMinutes = 75;

const minute = 60_000;
const hourMilliseconds = 60 * minute;

/** A mark: this arrival hour contains a file that a merge may have missed. */
export interface LateMark {
  readonly key: string;
  /** Hours since the epoch. */
  readonly hour: number;
}

const rawKeyForm = /^raw\/arrival_day=(\d{4}-\d\d-\d\d)\/arrival_hour=(\d\d)\/([^/]+)$/;
const markForm = /^late\/(\d{4}-\d\d-\d\d)\/(\d\d)\/[^/]+$/;

/**
 * Returns the mark for a raw file that is put late; undefined for a file in time. Put the mark after the file and
 * before the batch is reported as done. Each mark's name contains its time, so a compaction that deletes the marks that
 * it read can't delete the mark of a file that was put again in the meantime.
 *
 * @param key key of an object in the lake
 * @param now epoch milliseconds
 */
export function lateMarkOf(key: string, now: number): string | undefined {
  const [, day, hourOfDay] = rawKeyForm.exec(key) ?? [];
  if (day === undefined) return undefined;
  const end = Date.parse(`${day}T${hourOfDay}:00:00Z`) + hourMilliseconds;
  return now > end + lateMinutes * minute ? markOf(key, now) : undefined;
}

/**
 * Returns a mark for a raw file at any time, for commands, which can run longer than a function; undefined for any
 * other object.
 */
export function markOf(key: string, now: number): string | undefined {
  const [, day, hourOfDay, file] = rawKeyForm.exec(key) ?? [];
  return day === undefined ? undefined : `${lateMarksPrefix}${day}/${hourOfDay}/${file}.${now}`;
}

/**
 * Returns a mark for an hour whose files were copied by other means.
 *
 * @param hour hours since the epoch
 * @param now epoch milliseconds
 */
export function markOfHour(hour: number, now: number): string {
  return `${lateMarksPrefix}${dayAndHour(hour).join('/')}/marked-by-hand.${now}`;
}

/** Parses marks from their keys. Ignores other objects below the prefix. */
export function readLateMarks(keys: readonly string[]): LateMark[] {
  return keys.flatMap((key) => {
    const [, day, hourOfDay] = markForm.exec(key) ?? [];
    if (day === undefined) return [];
    return [{ key, hour: Date.parse(`${day}T${hourOfDay}:00:00Z`) / hourMilliseconds }];
  });
}

/** Returns the last arrival hour that ended long enough ago to be merged, in hours since the epoch. */
export function lastClosedHour(now: number): number {
  return Math.floor((now - closingMinutes * minute) / hourMilliseconds) - 1;
}

/** Returns the prefix of an arrival hour's raw files. */
export function rawHourPrefix(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `${rawPrefix}arrival_day=${day}/arrival_hour=${hourOfDay}/`;
}
