/** Namespace of the pipeline's own metrics. */
export const healthNamespace = 'CloudFront/RealtimeLogs/Pipeline';

/** Name of a pipeline that is deployed without options. */
export const defaultPipelineName = 'cloudfront-realtime-logs';

/**
 * Dimensions of the pipeline's own metrics. The first is the name of the pipeline, so that two pipelines in one account
 * don't mix.
 */
export const healthDimension = { pipeline: 'service', layout: 'Layout' } as const;

/** A metric of the pipeline itself. It is sent when a batch is done, with the current minute. */
export interface HealthDefinition {
  readonly name: string;
  readonly unit: 'Count' | 'Bytes' | 'Milliseconds';
  /** Dimensions in addition to the pipeline's name. */
  readonly dimensions?: readonly string[];
  /** The traffic metric to sum over all distributions. The total is sent if that metric is sent. */
  readonly totalOf?: string;
  readonly meaning: string;
}

/**
 * The pipeline's own metrics. They include totals of the traffic, because an alarm can neither search for
 * series nor list the distributions; see docs/decisions/traffic-alarms.md.
 */
// biome-ignore format: a table, one metric a line
export const healthDefinitions = [
  { name: 'Records', unit: 'Count', meaning: 'Records in completed batches' },
  { name: 'RecordBytes', unit: 'Bytes', meaning: 'Bytes of these records' },
  { name: 'Rows', unit: 'Count', meaning: 'Rows in the lake' },
  { name: 'QuarantinedRecords', unit: 'Count', meaning: 'Records that could not be read' },
  { name: 'MalformedValues', unit: 'Count', meaning: "Values that don't parse as their column's type, in rows that are in the lake" },
  { name: 'ImplausibleValues', unit: 'Count', meaning: 'Numbers above their bounds, which traffic metrics ignore; they are in the lake' },
  { name: 'SuspectRows', unit: 'Count', meaning: "Rows in the lake of batches in which nearly all values of a field don't have its type or form" },
  { name: 'LakeBytes', unit: 'Bytes', meaning: 'Bytes of the objects in the lake' },
  { name: 'LostMetrics', unit: 'Count', meaning: 'Traffic metrics that did not reach CloudWatch' },
  { name: 'DeliveryDelay', unit: 'Milliseconds', meaning: 'Time from the request to the lake, mean of a batch' },
  { name: 'OldestEventAge', unit: 'Milliseconds', meaning: 'Time from the request to the lake, oldest request of a batch' },
  { name: 'RowsByLayout', unit: 'Count', dimensions: [healthDimension.layout], meaning: 'Rows in the lake by the layout of their records' },
  { name: 'Requests', unit: 'Count', totalOf: 'Requests', meaning: 'Viewer requests of all distributions' },
  { name: '5xxCount', unit: 'Count', totalOf: '5xxCount', meaning: 'Responses with status 500 to 599 of all distributions' },
  { name: 'CacheHits', unit: 'Count', totalOf: 'CacheHits', meaning: 'Requests served from the cache, of all distributions' },
  { name: 'CacheLookups', unit: 'Count', totalOf: 'CacheLookups', meaning: 'Requests that the cache could serve, of all distributions' },
] as const satisfies readonly HealthDefinition[];

/** Name of a metric of the pipeline itself. */
export type HealthMetricName = (typeof healthDefinitions)[number]['name'];

/** Metrics of the compaction, sent when it plans a run or completes an hour. */
// biome-ignore format: a table, one metric a line
export const compactionDefinitions = [
  { name: 'CompactionLag', unit: 'Milliseconds', meaning: 'Time since the next hour was ready to be merged' },
  { name: 'CompactedHours', unit: 'Count', meaning: 'Hours that were merged, proven, and served' },
  { name: 'LateMarks', unit: 'Count', meaning: 'Late files that are waiting for a merge at the start of a run' },
  { name: 'InexactRequests', unit: 'Count', meaning: 'Requests that a proof found missing or doubled; most are corrected in the same run' },
] as const satisfies readonly HealthDefinition[];

/** Name of a metric of the compaction. */
export type CompactionMetricName = (typeof compactionDefinitions)[number]['name'];
