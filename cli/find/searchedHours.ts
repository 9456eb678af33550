import { hourOf } from '../../core/lake/keys.ts';

/** Hours of the day that is searched if no time is named; the current one comes on top. */
const hoursOfDay = 24;

/** Hours around a named time: the time may be wrong, and a record can arrive late. */
const hoursBefore = 2;
const hoursAfter = 6;

/**
 * The arrival hours to search, the likeliest first: of the last day, or around a time.
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
