import {
  addConnectionSums,
  type ConnectionSums,
  connectionRows,
  responseRows,
  sumConnections,
} from './connections.ts';
import { addSums, type CountSums, sumCounts } from './countSums.ts';
import type { MetricName } from './definitions.ts';
import type { DetailName } from './detailDefinitions.ts';
import { addDetails, type DetailSums, sumDetails } from './detailSums.ts';
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
import type { TrafficColumns } from './trafficColumns.ts';

const millisecondsPerSecond = 1000;

/**
 * Computes the metrics of groups of rows: the counts of groups, and the columns for histograms.
 * Connections (WebSockets, long gRPC calls) are counted separately from responses.
 */
export class GroupMetrics {
  readonly #columns: TrafficColumns;
  readonly #rows: number;
  readonly #groupOfRow: Int32Array;
  readonly #sums: readonly CountSums[];
  readonly #connectionSums: readonly ConnectionSums[] | undefined;
  readonly #mediaSums: readonly MediaSums[] | undefined;
  readonly #detailSums: readonly DetailSums[] | undefined;

  /**
   * @param groupOfRow group of each row; negative for rows without a group. It must not change while this object is
   *   used
   * @param additional metrics of the option `additionalMetrics`
   */
  constructor(
    columns: TrafficColumns,
    rows: number,
    groupOfRow: Int32Array,
    groupCount: number,
    additional: readonly DetailName[] = [],
  ) {
    const connections = connectionRows(columns, rows);
    this.#columns = columns;
    this.#rows = rows;
    this.#connectionSums = connections && sumConnections(columns, connections, groupOfRow, groupCount);
    this.#groupOfRow = connections === undefined ? groupOfRow : responseRows(connections, groupOfRow);
    this.#sums = sumCounts(columns, rows, this.#groupOfRow, groupCount);
    this.#mediaSums = columns.media.sessionId && sumMedia(columns.media, rows, this.#groupOfRow, groupCount);
    this.#detailSums =
      additional.length === 0
        ? undefined
        : sumDetails(columns, additional, rows, this.#groupOfRow, groupCount);
  }

  /**
   * Returns the counts of several groups together, including zeros: a group with requests has every count.
   *
   * @param samplingRate percentage of requests that have records. Counts are scaled up by it
   */
  counts(groups: readonly number[], samplingRate: number): [MetricName, number][] {
    const scale = 100 / samplingRate;
    const columns = this.#columns;
    const connectionSums = this.#connectionSums;
    const ofConnections = connectionSums && addConnectionSums(groups.map((group) => connectionSums[group]));
    const ofResponses = addSums(groups.map((group) => this.#sums[group]));
    const counts = countsOf(columns, ofResponses, ofConnections?.connections ?? 0, scale);
    if (ofConnections && ofConnections.connections > 0)
      counts.push(...connectionCountsOf(columns, ofConnections, scale));
    const mediaSums = this.#mediaSums;
    if (mediaSums) {
      const media = addMediaSums(groups.map((group) => mediaSums[group]));
      counts.push(...mediaCountsOf(columns.media, media, scale));
    }
    const detailSums = this.#detailSums;
    if (detailSums) {
      const details = addDetails(groups.map((group) => detailSums[group]));
      for (const [name, sum] of Object.entries(details)) counts.push([name as DetailName, sum * scale]);
    }
    return counts;
  }

  /** Returns the columns for histograms. Columns without values are omitted. */
  histogramSources(): HistogramSource[] {
    return histogramSourcesOf(this.#columns, this.#rows, this.#groupOfRow).filter(
      (source): source is HistogramSource => source.column !== undefined && source.column.entries > 0,
    );
  }
}

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
  if (columns.timeTaken) counts.push(['ConnectionTime', sums.duration * millisecondsPerSecond * scale]);
  return counts;
}

function mediaCountsOf(columns: MediaColumns, sums: MediaSums, scale: number): [MetricName, number][] {
  const counts: [MetricName, number][] = [['MediaRequests', sums.requests * scale]];
  if (columns.bufferStarvation) counts.push(['BufferStarvations', sums.starvations * scale]);
  if (columns.objectDuration) counts.push(['PlaybackTime', sums.playbackTime * scale]);
  return counts;
}

/** A column whose values form a histogram. */
export interface HistogramSource {
  readonly name: MetricName;
  readonly column: Numbers;
  /** Factor from the column's unit to the metric's unit. */
  readonly scale: number;
  /** Returns the groups of the rows to count. */
  readonly groupOfRow: () => Int32Array;
}

function histogramSourcesOf(
  columns: TrafficColumns,
  rows: number,
  groupOfRow: Int32Array,
): (Omit<HistogramSource, 'column'> & { readonly column: Numbers | undefined })[] {
  const latency = { scale: millisecondsPerSecond, groupOfRow: () => groupOfRow };
  const { media } = columns;
  const latencies = [
    { name: 'TimeToFirstByte' as const, column: columns.timeToFirstByte, ...latency },
    { name: 'TimeTaken' as const, column: columns.timeTaken, ...latency },
    { name: 'OriginFirstByteLatency' as const, column: columns.originFirstByteLatency, ...latency },
    { name: 'OriginLastByteLatency' as const, column: columns.originLastByteLatency, ...latency },
  ];
  if (media.sessionId === undefined) return latencies;
  return [
    ...latencies,
    {
      name: 'EncodedBitrate' as const,
      column: media.encodedBitrate,
      scale: 1,
      groupOfRow: () => videoRows(media, rows, groupOfRow),
    },
    {
      name: 'MeasuredThroughput' as const,
      column: media.measuredThroughput,
      scale: 1,
      groupOfRow: () => mediaRows(media, rows, groupOfRow),
    },
  ];
}
