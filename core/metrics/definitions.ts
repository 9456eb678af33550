import { type DetailName, detailDefinitions } from './detailDefinitions.ts';
import { mediaDefinitions } from './mediaDefinitions.ts';
import type { MetricDefinition, MetricUnit } from './metricDefinition.ts';

/** Namespace of the traffic's metrics. CloudWatch reserves names that begin with `AWS/`. */
export const defaultNamespace = 'CloudFront/RealtimeLogs';

/** Fields that contain the cache's result for a request, in order of preference. */
export const resultTypeFields = [
  'x-edge-result-type',
  'x-edge-response-result-type',
  'x-edge-detailed-result-type',
];

const status = [['sc-status']];
const cache = [resultTypeFields];

/**
 * The traffic metrics. They have CloudFront's names if they measure the same quantity, and other names if not.
 * Counts are scaled up by the sampling rate; SampledRequests isn't.
 */
// biome-ignore format: a table, one metric a line
export const metricDefinitions = [
  { name: 'Requests', unit: 'Count', kind: 'count', fields: [], meaning: 'Viewer requests with a response, without connections' },
  { name: 'SampledRequests', unit: 'Count', kind: 'count', fields: [], meaning: 'Records received, including connections, not scaled' },
  { name: 'BytesDownloaded', unit: 'Bytes', kind: 'count', fields: [['sc-bytes']], meaning: 'Bytes sent to viewers' },
  { name: 'BytesUploaded', unit: 'Bytes', kind: 'count', fields: [['cs-bytes']], meaning: 'Bytes received from viewers' },
  { name: '2xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses with status 200 to 299' },
  { name: '3xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses with status 300 to 399' },
  { name: '4xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses with status 400 to 499' },
  { name: '5xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses with status 500 to 599' },
  { name: 'ClientAborted', unit: 'Count', kind: 'count', fields: status, meaning: 'Requests whose viewer disconnected before the response (status 000)' },
  { name: 'CacheHits', unit: 'Count', kind: 'count', fields: cache, meaning: 'Requests served from the cache (Hit, RefreshHit, OriginShieldHit)' },
  { name: 'CacheLookups', unit: 'Count', kind: 'count', fields: cache, meaning: 'Requests that the cache could serve: hits and misses of GET, HEAD, and OPTIONS' },
  { name: 'TimeToFirstByte', unit: 'Milliseconds', kind: 'histogram', fields: [['time-to-first-byte']], meaning: 'From the request to the first byte of the response, at the edge' },
  { name: 'TimeTaken', unit: 'Milliseconds', kind: 'histogram', fields: [['time-taken']], meaning: 'From the request to the last byte of the response, at the edge' },
  { name: 'OriginFirstByteLatency', unit: 'Milliseconds', kind: 'histogram', fields: [['origin-fbl']], meaning: 'Time to the first byte from the origin, for requests that reached it' },
  { name: 'OriginLastByteLatency', unit: 'Milliseconds', kind: 'histogram', fields: [['origin-lbl']], meaning: 'Time to the last byte from the origin, for requests that reached it' },
] as const satisfies readonly MetricDefinition[];

/**
 * The metrics of connections: WebSockets, and gRPC calls that stay open. If a series has no connections in a minute,
 * they are not sent, so they cost nothing without connections.
 */
// biome-ignore format: a table, one metric a line
export const connectionDefinitions = [
  { name: 'Connections', unit: 'Count', kind: 'count', fields: [], meaning: 'Ended connections: WebSockets (status 101), and gRPC calls that took more than 60 seconds' },
  { name: 'ConnectionBytesDownloaded', unit: 'Bytes', kind: 'count', fields: [['sc-bytes']], meaning: 'Bytes that connections sent to viewers' },
  { name: 'ConnectionBytesUploaded', unit: 'Bytes', kind: 'count', fields: [['cs-bytes']], meaning: 'Bytes that connections received from viewers' },
  { name: 'ConnectionTime', unit: 'Milliseconds', kind: 'count', fields: [['time-taken']], meaning: 'Sum of the durations of connections' },
] as const satisfies readonly MetricDefinition[];

/** The metrics of traffic and playback. */
export const allDefinitions: readonly MetricDefinition[] = [...metricDefinitions, ...mediaDefinitions];

/** Name of a metric of traffic, connections, playback, or details. */
export type MetricName = (
  | typeof metricDefinitions
  | typeof connectionDefinitions
  | typeof mediaDefinitions
  | typeof detailDefinitions
)[number]['name'];

/** Dimensions of the metrics. Each metric is sent by distribution, and by distribution and cache behavior. */
export const dimension = { distribution: 'Distribution', cacheBehavior: 'CacheBehavior' } as const;

/**
 * Returns the metrics that can be computed from the logged fields.
 *
 * @param additional metrics of the option `additionalMetrics`
 */
export function metricsOf(
  loggedFields: readonly string[],
  additional: readonly DetailName[] = [],
): MetricDefinition[] {
  const details = detailDefinitions.filter(({ name }) => additional.includes(name));
  return [...allDefinitions, ...details].filter(({ fields }) =>
    fields.every((group) => group.some((name) => loggedFields.includes(name))),
  );
}

const units = new Map(
  [...allDefinitions, ...connectionDefinitions, ...detailDefinitions].map(({ name, unit }) => [name, unit]),
);

/** Returns the unit of a metric. */
export function unitOf(name: MetricName): MetricUnit {
  return units.get(name) as MetricUnit;
}
