import { dayAndHour, rawPrefix } from '../keys.ts';

/** Prefix of the marks on late files: `late/<day>/<hour>/<file>`. */
export const lateMarksPrefix = 'late/';

/** Minutes after the end of an arrival hour from which a new raw file of that hour needs a mark. */
const lateMinutes = 30;

/**
 * Minutes after the end of an arrival hour until it is merged. A file without a mark was put at most 30 minutes after
 * the hour ended plus the longest time of a function, 15 minutes (Lambda quotas, November 2026): no file falls
 * between.
 */
export const closingMinutes = 75;

const minute = 60_000;
const hourMilliseconds = 60 * minute;

/** A mark: in this arrival hour there is a file that a merge may have missed. */
export interface LateMark {
  readonly key: string;
  /** Hours since the epoch. */
  readonly hour: number;
}

const rawKeyForm = /^raw\/arrival_day=(\d{4}-\d\d-\d\d)\/arrival_hour=(\d\d)\/([^/]+)$/;
const markForm = /^late\/(\d{4}-\d\d-\d\d)\/(\d\d)\/[^/]+$/;

/**
 * The mark of a raw file that was put late, to be put after the file and before its batch counts as done; undefined
 * for a file in time. Each mark has a name of its own, by its time: a compaction that deletes the marks that it read
 * can't delete the mark of a file that was put again meanwhile.
 *
 * @param key key of an object of the lake
 * @param now epoch milliseconds
 */
export function lateMarkOf(key: string, now: number): string | undefined {
  const [, day, hourOfDay] = rawKeyForm.exec(key) ?? [];
  if (day === undefined) return undefined;
  const end = Date.parse(`${day}T${hourOfDay}:00:00Z`) + hourMilliseconds;
  return now > end + lateMinutes * minute ? markOf(key, now) : undefined;
}

/**
 * The mark of a raw file whatever its time, for commands, which can run longer than a function; undefined for any
 * other object.
 */
export function markOf(key: string, now: number): string | undefined {
  const [, day, hourOfDay, file] = rawKeyForm.exec(key) ?? [];
  return day === undefined ? undefined : `${lateMarksPrefix}${day}/${hourOfDay}/${file}.${now}`;
}

/**
 * The mark for an hour whose files were copied by other means. It has the time in its name, as every mark.
 *
 * @param hour hours since the epoch
 * @param now epoch milliseconds
 */
export function markOfHour(hour: number, now: number): string {
  return `${lateMarksPrefix}${dayAndHour(hour).join('/')}/marked-by-hand.${now}`;
}

/** Reads marks from their keys, and ignores anything else below the prefix. */
export function readLateMarks(keys: readonly string[]): LateMark[] {
  return keys.flatMap((key) => {
    const [, day, hourOfDay] = markForm.exec(key) ?? [];
    if (day === undefined) return [];
    return [{ key, hour: Date.parse(`${day}T${hourOfDay}:00:00Z`) / hourMilliseconds }];
  });
}

/** The last arrival hour that ended long enough ago to be merged, hours since the epoch. */
export function lastClosedHour(now: number): number {
  return Math.floor((now - closingMinutes * minute) / hourMilliseconds) - 1;
}

/** Prefix of the raw files of an arrival hour. */
export function rawHourPrefix(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `${rawPrefix}arrival_day=${day}/arrival_hour=${hourOfDay}/`;
}
