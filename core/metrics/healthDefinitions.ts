/** Namespace of the pipeline's own metrics. */
export const healthNamespace = 'CloudFront/RealtimeLogs/Pipeline';

/** Default name of a pipeline: that of a deployment without options. */
export const defaultPipelineName = 'cloudfront-realtime-logs';

/**
 * Dimensions of the pipeline's own metrics. The first names the pipeline, so that two in one account do not
 * blend.
 */
export const healthDimension = { pipeline: 'service', layout: 'Layout' } as const;

/** A metric of the pipeline itself. Batches send it when they are done, in the minute in which they are. */
export interface HealthDefinition {
  readonly name: string;
  readonly unit: 'Count' | 'Bytes' | 'Milliseconds';
  /** Dimensions besides the one that names the pipeline. */
  readonly dimensions?: readonly string[];
  /** The traffic metric that it sums up over all distributions: it is sent if that one is. */
  readonly totalOf?: string;
  readonly meaning: string;
}

/**
 * The pipeline's own metrics. The totals of the traffic are among them since an alarm can neither search for
 * series nor know the distributions; see docs/decisions/traffic-alarms.md.
 */
// biome-ignore format: a table, one metric a line
export const healthDefinitions = [
  { name: 'Records', unit: 'Count', meaning: 'Records of the stream in batches that are done' },
  { name: 'RecordBytes', unit: 'Bytes', meaning: 'Their bytes' },
  { name: 'Rows', unit: 'Count', meaning: 'Rows in the lake' },
  { name: 'QuarantinedRecords', unit: 'Count', meaning: 'Records that could not be read' },
  { name: 'MalformedValues', unit: 'Count', meaning: "Values that don't parse as their column's type, in rows that are in the lake" },
  { name: 'ImplausibleValues', unit: 'Count', meaning: 'Numbers above their bounds, which metrics of the traffic leave out; they are in the lake' },
  { name: 'SuspectRows', unit: 'Count', meaning: "Rows in the lake of batches in which nearly all values of a field don't have its type or form" },
  { name: 'LakeBytes', unit: 'Bytes', meaning: 'Bytes of the objects in the lake' },
  { name: 'LostMetrics', unit: 'Count', meaning: 'Metrics of the traffic that did not reach CloudWatch' },
  { name: 'DeliveryDelay', unit: 'Milliseconds', meaning: 'From the request to the lake, the mean of a batch' },
  { name: 'OldestEventAge', unit: 'Milliseconds', meaning: 'From the request to the lake, the oldest of a batch' },
  { name: 'RowsByLayout', unit: 'Count', dimensions: [healthDimension.layout], meaning: 'Rows in the lake by the layout of their records' },
  { name: 'Requests', unit: 'Count', totalOf: 'Requests', meaning: 'Requests of viewers, of all distributions' },
  { name: '5xxCount', unit: 'Count', totalOf: '5xxCount', meaning: 'Responses of status 500 to 599, of all distributions' },
  { name: 'CacheHits', unit: 'Count', totalOf: 'CacheHits', meaning: 'Requests answered from the cache, of all distributions' },
  { name: 'CacheLookups', unit: 'Count', totalOf: 'CacheLookups', meaning: 'Requests that the cache could answer, of all distributions' },
] as const satisfies readonly HealthDefinition[];

/** Name of a metric of the pipeline itself. */
export type HealthMetricName = (typeof healthDefinitions)[number]['name'];

/** Metrics that the compaction sends of itself, in the minute in which it plans or ends an hour. */
// biome-ignore format: a table, one metric a line
export const compactionDefinitions = [
  { name: 'CompactionLag', unit: 'Milliseconds', meaning: 'How long the next hour could have been merged already' },
  { name: 'CompactedHours', unit: 'Count', meaning: 'Hours that were merged, proven and served' },
  { name: 'LateMarks', unit: 'Count', meaning: 'Late files that wait for a merge, at the start of a run' },
  { name: 'InexactRequests', unit: 'Count', meaning: 'Requests that a proof found missing or doubled; most are healed at once' },
] as const satisfies readonly HealthDefinition[];

/** Name of a metric of the compaction. */
export type CompactionMetricName = (typeof compactionDefinitions)[number]['name'];
