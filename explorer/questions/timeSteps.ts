const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Allowed lengths of a bar, in milliseconds: round parts of minutes, hours, and days. */
const stepLengths: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28].map((n) => n * day),
];

/** Maximum number of bars in a chart. */
export const maxSteps = 160;

/** The bars of a window. */
export interface TimeSteps {
  /** Start of the first bar in epoch milliseconds; a multiple of the length. */
  readonly start: number;
  /** Length of each bar in milliseconds. */
  readonly length: number;
  readonly count: number;
}

/**
 * Returns the shortest bars that divide a window into at most `max`. The first and last bar can be partly
 * outside.
 */
export function timeSteps(from: number, to: number, max = maxSteps): TimeSteps {
  const longest = stepLengths.at(-1) as number;
  const wanted = stepLengths.find((candidate) => countOf(from, to, candidate) <= max);
  const length = wanted ?? longest * Math.ceil((to - from) / longest / (max - 1));
  return { start: Math.floor(from / length) * length, length, count: countOf(from, to, length) };
}

/** Returns how many milliseconds of a bar are in the window. */
export function coveredLength(steps: TimeSteps, index: number, from: number, to: number): number {
  const start = steps.start + index * steps.length;
  return Math.max(0, Math.min(to, start + steps.length) - Math.max(from, start));
}

function countOf(from: number, to: number, length: number): number {
  return Math.max(1, Math.ceil(to / length) - Math.floor(from / length));
}
