/** Values by the starts of their periods, in epoch seconds. */
export interface TimeSeries {
  readonly label: string;
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
