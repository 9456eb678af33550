import { isAcceptedValue, type MetricDatum } from './datum.ts';
import { unitOf } from './definitions.ts';
import type { DetailName } from './detailDefinitions.ts';
import { GroupMetrics } from './groupMetrics.ts';
import { groupRows } from './groups.ts';
import { byDistribution, dimensionsOfBehavior, dimensionsOfDistribution, ownBehavior } from './groupTree.ts';
import { Histograms } from './histograms.ts';
import type { SeriesLimit } from './seriesLimit.ts';
import type { TrafficColumns } from './trafficColumns.ts';
import { countValues } from './valueCounts.ts';

export interface TrafficMetricsOptions {
  readonly limit: SeriesLimit;
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Metrics of the option `additionalMetrics`. Default none. */
  readonly additional?: readonly DetailName[] | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Computes the metrics of records, by minute, distribution, and cache behavior. Connections (WebSockets, long gRPC
 * calls) are counted separately and are not included in requests, whose latencies and rates describe responses.
 */
export function trafficMetrics(
  columns: TrafficColumns,
  rows: number,
  options: TrafficMetricsOptions,
): MetricDatum[] {
  const { groups, groupOfRow } = groupRows(columns, rows, options.limit, options.now);
  const minutes = byDistribution(groups);
  const groupMetrics = new GroupMetrics(columns, rows, groupOfRow, groups.length, options.additional);
  const data: MetricDatum[] = [];

  function addCounts(members: readonly number[], dimensions: MetricDatum['dimensions'], timestamp: number) {
    for (const [name, value] of groupMetrics.counts(members, options.samplingRate))
      if (isAcceptedValue(value)) data.push({ name, unit: unitOf(name), dimensions, timestamp, value });
  }

  for (const minute of minutes) {
    addCounts(minute.groups, dimensionsOfDistribution(minute), minute.minute);
    for (const index of minute.groups) {
      const group = groups[index];
      const behavior = ownBehavior(group);
      if (behavior !== undefined) addCounts([index], dimensionsOfBehavior(group, behavior), minute.minute);
    }
  }
  for (const source of groupMetrics.histogramSources()) {
    const histograms = new Histograms(source.name, source.column, source.scale, data);
    countValues(source.column, source.groupOfRow(), groups.length, minutes, (minute, counted) =>
      histograms.add(minute, groups, counted),
    );
  }
  return data;
}
