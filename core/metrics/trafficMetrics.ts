import {
  addConnectionSums,
  type ConnectionColumns,
  type ConnectionSums,
  connectionRows,
  responseRows,
  sumConnections,
} from './connections.ts';
import { addSums, type CountColumns, type CountSums, sumCounts } from './countSums.ts';
import { isAcceptedValue, type MetricDatum } from './datum.ts';
import { type MetricName, unitOf } from './definitions.ts';
import { dimensionsOfBehavior, dimensionsOfDistribution } from './dimensions.ts';
import { type GroupColumns, groupRows } from './groups.ts';
import { byDistribution, ownBehavior } from './groupTree.ts';
import { Histograms } from './histograms.ts';
import {
  addMediaSums,
  type MediaColumns,
  type MediaSums,
  mediaRows,
  sumMedia,
  videoRows,
} from './mediaSums.ts';
import type { Numbers } from './plausibleValues.ts';
import { statusClass } from './rowClasses.ts';
import type { SeriesLimit } from './seriesLimit.ts';
import { countValues } from './valueCounts.ts';

const millisecondsASecond = 1000;

/** Columns that metrics are made of; those not logged are undefined. */
export interface TrafficColumns extends GroupColumns, CountColumns, ConnectionColumns {
  readonly timeToFirstByte: Numbers | undefined;
  readonly originFirstByteLatency: Numbers | undefined;
  readonly originLastByteLatency: Numbers | undefined;
  readonly media: MediaColumns;
  /** Values that were left out of the columns because they are above their bounds. */
  readonly implausibleValues: number;
}

export interface TrafficMetricsOptions {
  readonly limit: SeriesLimit;
  /** Percentage of requests that have records, 1 to 100. */
  readonly samplingRate: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Metrics of records, by minute, distribution and cache behavior. Connections (WebSockets, long gRPC calls) have counts
 * of their own and are not among the requests, whose latencies and rates describe responses.
 */
export function trafficMetrics(
  columns: TrafficColumns,
  rows: number,
  options: TrafficMetricsOptions,
): MetricDatum[] {
  const { groups, groupOfRow: groupOfAnyRow } = groupRows(columns, rows, options.limit, options.now);
  const minutes = byDistribution(groups);
  const connections = connectionRows(columns, rows);
  const connectionSums = connections && sumConnections(columns, connections, groupOfAnyRow, groups.length);
  const groupOfRow = connections === undefined ? groupOfAnyRow : responseRows(connections, groupOfAnyRow);
  const sums = sumCounts(columns, rows, groupOfRow, groups.length);
  const mediaSums = columns.media.sessionId && sumMedia(columns.media, rows, groupOfRow, groups.length);
  const data: MetricDatum[] = [];

  function addCounts(members: readonly number[], dimensions: MetricDatum['dimensions'], timestamp: number) {
    const scale = 100 / options.samplingRate;
    const ofConnections = connectionSums && addConnectionSums(members.map((group) => connectionSums[group]));
    const ofResponses = addSums(members.map((group) => sums[group]));
    const counts = countsOf(columns, ofResponses, ofConnections?.connections ?? 0, scale);
    if (ofConnections && ofConnections.connections > 0)
      counts.push(...connectionCountsOf(columns, ofConnections, scale));
    if (mediaSums) {
      const media = addMediaSums(members.map((group) => mediaSums[group]));
      counts.push(...mediaCountsOf(columns.media, media, scale));
    }
    for (const [name, value] of counts)
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
  for (const { name, column, scale, groupOfRow: rowsToCount } of histogramSourcesOf(
    columns,
    rows,
    groupOfRow,
  )) {
    if (column === undefined || column.entries === 0) continue;
    const histograms = new Histograms(name, column, scale, data);
    countValues(column, rowsToCount(), groups.length, minutes, (minute, counted) =>
      histograms.add(minute, groups, counted),
    );
  }
  return data;
}

/** The counts of a minute and a series, zeros too: a minute that has requests has every count. */
function countsOf(
  columns: TrafficColumns,
  sums: CountSums,
  connections: number,
  scale: number,
): [MetricName, number][] {
  const { statuses } = sums;
  const counts: [MetricName, number][] = [
    ['Requests', sums.requests * scale],
    ['SampledRequests', sums.requests + connections],
  ];
  if (columns.bytesDownloaded) counts.push(['BytesDownloaded', sums.bytesDownloaded * scale]);
  if (columns.bytesUploaded) counts.push(['BytesUploaded', sums.bytesUploaded * scale]);
  if (columns.status) {
    counts.push(
      ['2xxCount', statuses[statusClass.success] * scale],
      ['3xxCount', statuses[statusClass.redirection] * scale],
      ['4xxCount', statuses[statusClass.clientError] * scale],
      ['5xxCount', statuses[statusClass.serverError] * scale],
      ['ClientAborted', statuses[statusClass.aborted] * scale],
    );
  }
  if (columns.resultType)
    counts.push(['CacheHits', sums.cacheHits * scale], ['CacheLookups', sums.cacheLookups * scale]);
  return counts;
}

function connectionCountsOf(
  columns: TrafficColumns,
  sums: ConnectionSums,
  scale: number,
): [MetricName, number][] {
  const counts: [MetricName, number][] = [['Connections', sums.connections * scale]];
  if (columns.bytesDownloaded) counts.push(['ConnectionBytesDownloaded', sums.bytesDownloaded * scale]);
  if (columns.bytesUploaded) counts.push(['ConnectionBytesUploaded', sums.bytesUploaded * scale]);
  if (columns.timeTaken) counts.push(['ConnectionTime', sums.duration * millisecondsASecond * scale]);
  return counts;
}

function mediaCountsOf(columns: MediaColumns, sums: MediaSums, scale: number): [MetricName, number][] {
  const counts: [MetricName, number][] = [['MediaRequests', sums.requests * scale]];
  if (columns.bufferStarvation) counts.push(['BufferStarvations', sums.starvations * scale]);
  if (columns.objectDuration) counts.push(['PlaybackTime', sums.playbackTime * scale]);
  return counts;
}

interface HistogramSource {
  readonly name: MetricName;
  readonly column: Numbers | undefined;
  /** From the column's unit to the metric's. */
  readonly scale: number;
  /** Groups of the rows that count. */
  readonly groupOfRow: () => Int32Array;
}

function histogramSourcesOf(
  columns: TrafficColumns,
  rows: number,
  groupOfRow: Int32Array,
): HistogramSource[] {
  const latency = { scale: millisecondsASecond, groupOfRow: () => groupOfRow };
  const { media } = columns;
  const distributions: HistogramSource[] = [
    { name: 'TimeToFirstByte', column: columns.timeToFirstByte, ...latency },
    { name: 'TimeTaken', column: columns.timeTaken, ...latency },
    { name: 'OriginFirstByteLatency', column: columns.originFirstByteLatency, ...latency },
    { name: 'OriginLastByteLatency', column: columns.originLastByteLatency, ...latency },
  ];
  if (media.sessionId === undefined) return distributions;
  return [
    ...distributions,
    {
      name: 'EncodedBitrate',
      column: media.encodedBitrate,
      scale: 1,
      groupOfRow: () => videoRows(media, rows, groupOfRow),
    },
    {
      name: 'MeasuredThroughput',
      column: media.measuredThroughput,
      scale: 1,
      groupOfRow: () => mediaRows(media, rows, groupOfRow),
    },
  ];
}
