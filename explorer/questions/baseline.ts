import type { TimeSpan } from './pageState.ts';

/** Maximum number of baseline intervals. */
const maxStretches = 6;

/** Minimum number of baseline intervals: fewer don't show what is usual. */
const minStretches = 3;

/**
 * Returns the intervals that a selection is compared with. By default, these are intervals of the same length
 * right before it. If there are too few, intervals after it are added. A long selection is compared with
 * shorter intervals of the remaining time.
 *
 * @param all time span that has requests
 */
export function baselineOf({ from, to }: TimeSpan, all: TimeSpan): TimeSpan[] {
  const length = to - from;
  const room = { before: Math.max(0, from - all.from), after: Math.max(0, all.to - to) };
  const fitting = (part: number, size: number) => Math.floor(part / size + 1e-9);
  let size = length;
  if (fitting(room.before, size) + fitting(room.after, size) < minStretches) {
    size = Math.max(room.before, room.after) / minStretches;
  }
  if (size < 1_000) return [];
  const before = Math.min(maxStretches, fitting(room.before, size));
  const after = before >= minStretches ? 0 : Math.min(maxStretches - before, fitting(room.after, size));
  return [
    ...Array.from({ length: before }, (_, place) => ({
      from: from - (place + 1) * size,
      to: from - place * size,
    })),
    ...Array.from({ length: after }, (_, place) => ({
      from: to + place * size,
      to: to + (place + 1) * size,
    })),
  ];
}
