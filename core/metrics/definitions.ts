import { type DetailName, detailDefinitions } from './detailDefinitions.ts';
import { mediaDefinitions } from './mediaDefinitions.ts';
import type { MetricDefinition, MetricUnit } from './metricDefinition.ts';

/** Namespace of the traffic's metrics. CloudWatch reserves names that begin with `AWS/`. */
export const defaultNamespace = 'CloudFront/RealtimeLogs';

/** Fields that say how a request was answered by the cache, the best one first. */
export const resultTypeFields = [
  'x-edge-result-type',
  'x-edge-response-result-type',
  'x-edge-detailed-result-type',
];

const status = [['sc-status']];
const cache = [resultTypeFields];

/**
 * The metrics of the traffic. They have CloudFront's names if they are the same quantity, and other names if not.
 * Counts are scaled up by the sampling rate; SampledRequests isn't.
 */
// biome-ignore format: a table, one metric a line
export const metricDefinitions = [
  { name: 'Requests', unit: 'Count', kind: 'count', fields: [], meaning: 'Requests of viewers that were answered, connections not included' },
  { name: 'SampledRequests', unit: 'Count', kind: 'count', fields: [], meaning: 'Records received, connections included, not scaled' },
  { name: 'BytesDownloaded', unit: 'Bytes', kind: 'count', fields: [['sc-bytes']], meaning: 'Bytes sent to viewers' },
  { name: 'BytesUploaded', unit: 'Bytes', kind: 'count', fields: [['cs-bytes']], meaning: 'Bytes received from viewers' },
  { name: '2xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses of status 200 to 299' },
  { name: '3xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses of status 300 to 399' },
  { name: '4xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses of status 400 to 499' },
  { name: '5xxCount', unit: 'Count', kind: 'count', fields: status, meaning: 'Responses of status 500 to 599' },
  { name: 'ClientAborted', unit: 'Count', kind: 'count', fields: status, meaning: 'Requests whose viewer left before the answer (status 000)' },
  { name: 'CacheHits', unit: 'Count', kind: 'count', fields: cache, meaning: 'Requests answered from the cache (Hit, RefreshHit, OriginShieldHit)' },
  { name: 'CacheLookups', unit: 'Count', kind: 'count', fields: cache, meaning: 'Requests that the cache could answer: hits and misses of GET, HEAD and OPTIONS' },
  { name: 'TimeToFirstByte', unit: 'Milliseconds', kind: 'histogram', fields: [['time-to-first-byte']], meaning: 'From the request to the first byte of the response, at the edge' },
  { name: 'TimeTaken', unit: 'Milliseconds', kind: 'histogram', fields: [['time-taken']], meaning: 'From the request to the last byte of the response, at the edge' },
  { name: 'OriginFirstByteLatency', unit: 'Milliseconds', kind: 'histogram', fields: [['origin-fbl']], meaning: 'First byte from the origin, of requests that reached it' },
  { name: 'OriginLastByteLatency', unit: 'Milliseconds', kind: 'histogram', fields: [['origin-lbl']], meaning: 'Last byte from the origin, of requests that reached it' },
] as const satisfies readonly MetricDefinition[];

/**
 * The metrics of connections: WebSockets, and gRPC calls that stay open. A minute and series without connections has
 * none of them, so they cost nothing if there are no connections.
 */
// biome-ignore format: a table, one metric a line
export const connectionDefinitions = [
  { name: 'Connections', unit: 'Count', kind: 'count', fields: [], meaning: 'Connections that have ended: WebSockets (status 101), and gRPC calls of more than 60 seconds' },
  { name: 'ConnectionBytesDownloaded', unit: 'Bytes', kind: 'count', fields: [['sc-bytes']], meaning: 'Bytes that connections sent to viewers' },
  { name: 'ConnectionBytesUploaded', unit: 'Bytes', kind: 'count', fields: [['cs-bytes']], meaning: 'Bytes that connections received from viewers' },
  { name: 'ConnectionTime', unit: 'Milliseconds', kind: 'count', fields: [['time-taken']], meaning: 'Durations of connections, summed' },
] as const satisfies readonly MetricDefinition[];

/** The metrics of the traffic and of playback. */
export const allDefinitions: readonly MetricDefinition[] = [...metricDefinitions, ...mediaDefinitions];

/** Name of a metric of the traffic, of connections, of playback or of details. */
export type MetricName = (
  | typeof metricDefinitions
  | typeof connectionDefinitions
  | typeof mediaDefinitions
  | typeof detailDefinitions
)[number]['name'];

/** Dimensions of the metrics. Every metric exists by distribution, and by distribution and cache behavior. */
export const dimension = { distribution: 'Distribution', cacheBehavior: 'CacheBehavior' } as const;

/**
 * The metrics that a list of logged fields allows.
 *
 * @param additional metrics that exist only because they are asked for
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

/** Unit of a metric. */
export function unitOf(name: MetricName): MetricUnit {
  return units.get(name) as MetricUnit;
}
