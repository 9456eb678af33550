const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths of a bar of the chart, in milliseconds: parts of what clocks show. */
const stepLengths: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28].map((n) => n * day),
];

/** Most bars of a chart. */
export const mostSteps = 160;

/** The bars of a window. */
export interface TimeSteps {
  /** Start of the first bar in epoch milliseconds, a multiple of the length. */
  readonly start: number;
  /** Length of each bar in milliseconds. */
  readonly length: number;
  readonly count: number;
}

/** The shortest bars that show a window in at most 160 of them. The first and the last may be partly outside. */
export function timeSteps(from: number, to: number, most = mostSteps): TimeSteps {
  const longest = stepLengths.at(-1) as number;
  const wanted = stepLengths.find((candidate) => countOf(from, to, candidate) <= most);
  const length = wanted ?? longest * Math.ceil((to - from) / longest / (most - 1));
  return { start: Math.floor(from / length) * length, length, count: countOf(from, to, length) };
}

/** Milliseconds of a bar that lie in the window. */
export function coveredLength(steps: TimeSteps, index: number, from: number, to: number): number {
  const start = steps.start + index * steps.length;
  return Math.max(0, Math.min(to, start + steps.length) - Math.max(from, start));
}

function countOf(from: number, to: number, length: number): number {
  return Math.max(1, Math.ceil(to / length) - Math.floor(from / length));
}
