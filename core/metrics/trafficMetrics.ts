import type { NumberColumn } from '../columns/numberColumn.ts';
import { addSums, type CountColumns, type CountSums, sumCounts } from './countSums.ts';
import { isAcceptedValue, type MetricDatum } from './datum.ts';
import { dimension, type MetricName, metricDefinitions } from './definitions.ts';
import { countValues, type ValueCounts } from './distributionCounts.ts';
import { type Group, type GroupColumns, groupRows } from './groups.ts';
import { byDistribution, type DistributionMinute, ownBehavior } from './groupTree.ts';
import { fitHistogram } from './histogram.ts';
import { statusClass } from './rowClasses.ts';
import type { SeriesLimit } from './seriesLimit.ts';

const millisecondsASecond = 1000;

/** Milliseconds beyond which a time is no measurement: the longest that the strict form of a duration can write. */
const longestTime = 100_000_000_000;

/** Columns of which metrics are made; those not logged are undefined. */
export interface TrafficColumns extends GroupColumns, CountColumns {
  readonly timeToFirstByte: NumberColumn | undefined;
  readonly timeTaken: NumberColumn | undefined;
  readonly originFirstByteLatency: NumberColumn | undefined;
  readonly originLastByteLatency: NumberColumn | undefined;
}

export interface TrafficMetricsOptions {
  readonly limit: SeriesLimit;
  /** Percentage of the requests of which there are records, 1 to 100. */
  readonly samplingRate: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Metrics of records, by minute, distribution and cache behavior. */
export function trafficMetrics(
  columns: TrafficColumns,
  rows: number,
  options: TrafficMetricsOptions,
): MetricDatum[] {
  const { groups, ofRow } = groupRows(columns, rows, options.limit, options.now);
  const minutes = byDistribution(groups);
  const data: MetricDatum[] = [];
  addCounts(
    data,
    columns,
    sumCounts(columns, rows, ofRow, groups.length),
    groups,
    minutes,
    options.samplingRate,
  );
  const distributions: [MetricName, NumberColumn | undefined][] = [
    ['TimeToFirstByte', columns.timeToFirstByte],
    ['TimeTaken', columns.timeTaken],
    ['OriginFirstByteLatency', columns.originFirstByteLatency],
    ['OriginLastByteLatency', columns.originLastByteLatency],
  ];
  for (const [name, column] of distributions) {
    if (column === undefined || column.entries === 0) continue;
    const histograms = new Histograms(name, column, data);
    countValues(column, ofRow, groups.length, minutes, (minute, counted) =>
      histograms.add(minute, groups, counted),
    );
  }
  return data;
}

type Dimensions = Readonly<Record<string, string>>;

function dimensionsOfDistribution({ distribution }: DistributionMinute): Dimensions {
  return { [dimension.distribution]: distribution };
}

function dimensionsOfBehavior({ series }: Group, behavior: string): Dimensions {
  return { [dimension.distribution]: series.distribution, [dimension.cacheBehavior]: behavior };
}

function addCounts(
  data: MetricDatum[],
  columns: TrafficColumns,
  sums: readonly CountSums[],
  groups: readonly Group[],
  minutes: readonly DistributionMinute[],
  samplingRate: number,
): void {
  const scale = 100 / samplingRate;
  for (const minute of minutes) {
    const all = minute.groups.map((group) => sums[group] as CountSums);
    data.push(...countData(columns, addSums(all), scale, dimensionsOfDistribution(minute), minute.minute));
    for (const index of minute.groups) {
      const group = groups[index] as Group;
      const behavior = ownBehavior(group);
      if (behavior === undefined) continue;
      const dimensions = dimensionsOfBehavior(group, behavior);
      data.push(...countData(columns, sums[index] as CountSums, scale, dimensions, minute.minute));
    }
  }
}

/** The counts of a minute and a series, zeros too: a minute that has requests has every count. */
function countData(
  columns: TrafficColumns,
  sums: CountSums,
  scale: number,
  dimensions: Dimensions,
  timestamp: number,
): MetricDatum[] {
  const { statuses } = sums;
  const scaled = (value: number) => value * scale;
  const values: [MetricName, number][] = [
    ['Requests', scaled(sums.requests)],
    ['SampledRequests', sums.requests],
  ];
  if (columns.bytesDownloaded) values.push(['BytesDownloaded', scaled(sums.bytesDownloaded)]);
  if (columns.bytesUploaded) values.push(['BytesUploaded', scaled(sums.bytesUploaded)]);
  if (columns.status) {
    values.push(
      ['2xxCount', scaled(statuses[statusClass.success] as number)],
      ['3xxCount', scaled(statuses[statusClass.redirection] as number)],
      ['4xxCount', scaled(statuses[statusClass.clientError] as number)],
      ['5xxCount', scaled(statuses[statusClass.serverError] as number)],
      ['ClientAborted', scaled(statuses[statusClass.aborted] as number)],
    );
  }
  if (columns.resultType) {
    values.push(['CacheHits', scaled(sums.cacheHits)], ['CacheLookups', scaled(sums.cacheLookups)]);
  }
  return values
    .filter(([, value]) => isAcceptedValue(value))
    .map(([name, value]) => ({ name, unit: unitOf(name), dimensions, timestamp, value }));
}

/** Makes the distributions of one metric. */
class Histograms {
  readonly #name: MetricName;
  readonly #data: MetricDatum[];
  /** Codes of the column in the order of their values, and those values in milliseconds. */
  readonly #codes: Int32Array;
  readonly #milliseconds: Float64Array;

  constructor(name: MetricName, column: NumberColumn, data: MetricDatum[]) {
    this.#name = name;
    this.#data = data;
    // Sorting the numbers by themselves is much faster than sorting codes by a comparison of their values.
    const { entries, values } = column;
    const sortable = new Float64Array(entries);
    let used = 0;
    for (let code = 0; code < entries; code++) {
      const milliseconds = Math.round((values[code] as number) * millisecondsASecond);
      if (milliseconds <= longestTime) sortable[used++] = milliseconds * entries + code;
    }
    const sorted = sortable.subarray(0, used).sort();
    this.#milliseconds = new Float64Array(used);
    this.#codes = new Int32Array(used);
    for (let index = 0; index < used; index++) {
      const milliseconds = Math.floor((sorted[index] as number) / entries);
      this.#milliseconds[index] = milliseconds;
      this.#codes[index] = (sorted[index] as number) - milliseconds * entries;
    }
  }

  /** Adds the distributions of a minute and a distribution, and of its cache behaviors. */
  add(minute: DistributionMinute, groups: readonly Group[], { counts, place }: ValueCounts): void {
    const all = new Occurrences();
    const byGroup = minute.groups.map((group) => ({ place: place(group), occurrences: new Occurrences() }));
    for (let index = 0; index < this.#codes.length; index++) {
      const code = this.#codes[index] as number;
      const value = this.#milliseconds[index] as number;
      for (const group of byGroup) {
        const count = counts[group.place + code] as number;
        if (count === 0) continue;
        group.occurrences.add(value, count);
        all.add(value, count);
      }
    }
    this.#push(all, dimensionsOfDistribution(minute), minute.minute);
    for (const [index, { occurrences }] of byGroup.entries()) {
      const group = groups[minute.groups[index] as number] as Group;
      const behavior = ownBehavior(group);
      if (behavior !== undefined)
        this.#push(occurrences, dimensionsOfBehavior(group, behavior), minute.minute);
    }
  }

  #push({ values, counts }: Occurrences, dimensions: Dimensions, timestamp: number): void {
    if (values.length === 0) return;
    this.#data.push({
      name: this.#name,
      unit: unitOf(this.#name),
      dimensions,
      timestamp,
      ...fitHistogram(values, counts),
    });
  }
}

/** Values in rising order, each once, and how often each occurred. */
class Occurrences {
  readonly values: number[] = [];
  readonly counts: number[] = [];
  #last = -1;

  /** @param value the last value again, or a larger one */
  add(value: number, count: number): void {
    if (value === this.#last) {
      this.counts[this.counts.length - 1] = (this.counts.at(-1) as number) + count;
      return;
    }
    this.#last = value;
    this.values.push(value);
    this.counts.push(count);
  }
}

const units = new Map(metricDefinitions.map(({ name, unit }) => [name as MetricName, unit]));

function unitOf(name: MetricName): MetricDatum['unit'] {
  return units.get(name) as MetricDatum['unit'];
}
