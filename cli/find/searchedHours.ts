import { hourOf } from '../../core/lake/keys.ts';

/** Number of hours to search if no time is given, in addition to the current hour. */
const hoursOfDay = 24;

/** Hours to search around a given time, because the time may be wrong and records can arrive late. */
const hoursBefore = 2;
const hoursAfter = 6;

/**
 * Returns the arrival hours to search, with the likeliest first: those of the last day, or around a time.
 *
 * @param now epoch milliseconds
 * @param around epoch milliseconds
 * @returns hours since the epoch
 */
export function searchedHours(now: number, around?: number): number[] {
  const current = hourOf(now);
  if (around === undefined) return Array.from({ length: hoursOfDay + 1 }, (_, age) => current - age);
  const middle = hourOf(around);
  const offsets = Array.from({ length: hoursBefore + 1 + hoursAfter }, (_, index) => index - hoursBefore);
  return offsets
    .toSorted((a, b) => Math.abs(a) - Math.abs(b) || b - a)
    .map((offset) => middle + offset)
    .filter((hour) => hour <= current);
}
