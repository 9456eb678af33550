/** Values by start of the period, in epoch seconds. */
export interface TimeSeries {
  readonly label: string;
  /** Dimensions of the metric; undefined if the series was computed from several metrics. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Length of a period in seconds. */
  readonly period: number;
  readonly values: ReadonlyMap<number, number>;
}

/** Value of a metric math expression. */
export type MathValue = number | TimeSeries | readonly TimeSeries[];

/** Returns whether a value is an array of series. */
export function isArray(value: MathValue): value is readonly TimeSeries[] {
  return Array.isArray(value);
}

/** Maps the values of a series. Results that aren't finite numbers are left out, as in CloudWatch. */
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
 * Combines two series at each time at which either has a value. A missing value counts as 0, and results that
 * aren't finite numbers are left out (CloudWatch user guide, 'Using math expressions with CloudWatch
 * metrics', November 2026).
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

/** Combines several series into one: `combine` receives the values at each time. */
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
