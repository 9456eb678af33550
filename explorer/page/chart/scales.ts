/** Maps a value to a position in pixels. */
export type Scale = (value: number) => number;

/** Returns a linear scale that maps `from`–`to` to `start`–`end`. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * factor;
}

/** Returns round values from 0 up to at least `largest`, in at most `max` steps. */
export function roundTicks(largest: number, max: number): number[] {
  if (!(largest > 0)) return [0, 1];
  const raw = largest / max;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const count = Math.ceil((largest * 0.999) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
  1_000,
  5_000,
  10_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
];

/** Returns round times within a window, at most `max` of them. */
export function timeTicks(from: number, to: number, max: number): number[] {
  const step = timeSteps.find((one) => (to - from) / one <= max) ?? 91 * day;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
