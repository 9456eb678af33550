import { noValue } from '../columns/codes.ts';
import type { MetricName } from '../metrics/definitions.ts';
import type { DetailName } from '../metrics/detailDefinitions.ts';
import { GroupMetrics, type HistogramSource } from '../metrics/groupMetrics.ts';
import type { TrafficColumns } from '../metrics/trafficColumns.ts';
import type { AttributeSets } from './attributeSets.ts';
import { ExponentialHistogram } from './exponentialHistogram.ts';
import { instruments } from './instruments.ts';

/** The values of one metric, by the index of their attribute set. */
export interface MetricPoints {
  readonly name: MetricName;
  /** Sums or histograms. Zeros are omitted. */
  readonly points: readonly (readonly [set: number, value: number | ExponentialHistogram])[];
}

/**
 * Returns the points of rows by metric, in the units of their instruments. Sums are scaled up by the sampling rate;
 * histograms count the records received.
 */
export function metricPoints(
  columns: TrafficColumns,
  { sets, setOfRow }: AttributeSets,
  samplingRate: number,
  additional: readonly DetailName[] = [],
): MetricPoints[] {
  const metrics = new GroupMetrics(columns, setOfRow.length, setOfRow, sets.length, additional);
  const sums = new Map<MetricName, [number, number][]>();
  for (const set of sets.keys()) {
    for (const [name, value] of metrics.counts([set], samplingRate)) {
      if (value === 0) continue;
      const points = sums.get(name) ?? [];
      points.push([set, value * instruments[name].scale]);
      sums.set(name, points);
    }
  }
  return [
    ...[...sums].map(([name, points]) => ({ name, points })),
    ...metrics.histogramSources().map((source) => ({ name: source.name, points: histogramsOf(source) })),
  ];
}

function histogramsOf({
  name,
  column,
  scale,
  groupOfRow,
}: HistogramSource): [number, ExponentialHistogram][] {
  const factor = scale * instruments[name].scale;
  const { codes, values } = column;
  const setOfRow = groupOfRow();
  const counts = new Map<number, Map<number, number>>();
  for (let row = 0; row < column.rows; row++) {
    const set = setOfRow[row];
    const code = codes[row];
    if (set < 0 || code === noValue) continue;
    let ofSet = counts.get(set);
    if (ofSet === undefined) {
      ofSet = new Map();
      counts.set(set, ofSet);
    }
    ofSet.set(code, (ofSet.get(code) ?? 0) + 1);
  }
  return [...counts].map(([set, ofSet]) => {
    const histogram = new ExponentialHistogram();
    for (const [code, count] of ofSet) histogram.add(values[code] * factor, count);
    return [set, histogram];
  });
}
