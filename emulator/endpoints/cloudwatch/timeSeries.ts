/** Values by the starts of their periods, in epoch seconds. */
export interface TimeSeries {
  readonly label: string;
  /** Dimensions of the metric; undefined for what was computed of several. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Seconds of a period. */
  readonly period: number;
  readonly values: ReadonlyMap<number, number>;
}

/** What an expression of metric math has for a value. */
export type MathValue = number | TimeSeries | readonly TimeSeries[];

/** Whether a value is several series. */
export function isArray(value: MathValue): value is readonly TimeSeries[] {
  return Array.isArray(value);
}

/** A series of other values at the same times; what isn't a finite number is left out, as CloudWatch leaves it out. */
export function mapValues(
  series: TimeSeries,
  change: (value: number, time: number) => number | undefined,
): TimeSeries {
  const values = new Map<number, number>();
  for (const [time, value] of series.values) {
    const changed = change(value, time);
    if (changed !== undefined && Number.isFinite(changed)) values.set(time, changed);
  }
  return { ...series, values };
}

/**
 * One series of two: at each time at which one of them has a value. A missing value is 0, and what isn't a finite
 * number is left out (CloudWatch user guide, 'Using math expressions with CloudWatch metrics', November 2026).
 */
export function joinSeries(
  left: TimeSeries,
  right: TimeSeries,
  join: (a: number, b: number) => number,
): TimeSeries {
  const times = [...new Set([...left.values.keys(), ...right.values.keys()])].sort((a, b) => a - b);
  const values = times
    .map((time): [number, number] => [time, join(left.values.get(time) ?? 0, right.values.get(time) ?? 0)])
    .filter(([, value]) => Number.isFinite(value));
  return { ...left, values: new Map(values) };
}

/** One series of several: at each time what `combine` makes of the values there. */
export function combineSeries(
  all: readonly TimeSeries[],
  combine: (values: readonly number[]) => number,
): TimeSeries {
  const times = [...new Set(all.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  const values = times.map((time): [number, number] => [
    time,
    combine(all.flatMap((series) => series.values.get(time) ?? [])),
  ]);
  return { label: '', period: all[0]?.period ?? 60, values: new Map(values) };
}
