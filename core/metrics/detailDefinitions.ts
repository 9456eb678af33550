import type { MetricDefinition } from './metricDefinition.ts';

const status = ['sc-status'];
const detailedResult = ['x-edge-detailed-result-type'];

/**
 * The metrics that are sent only if the option `additionalMetrics` names them. No alarm needs them, and each costs as
 * much as any other metric of a series. Counts are scaled up by the sampling rate.
 */
// biome-ignore format: a table, one metric a line
export const detailDefinitions = [
  { name: 'BytesFromCache', unit: 'Bytes', kind: 'count', fields: [['sc-bytes'], ['x-edge-result-type', 'x-edge-response-result-type', 'x-edge-detailed-result-type']], meaning: 'Bytes of responses from the cache (Hit, RefreshHit, OriginShieldHit)' },
  { name: 'OriginErrors', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses with status 500 to 599 that an origin sent, or that CloudFront sent because it received no response from the origin' },
  { name: 'EdgeErrors', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses with status 500 to 599 caused at the edge: quotas, capacity, functions at the edge' },
  { name: 'OriginShieldHits', unit: 'Count', kind: 'count', fields: [detailedResult], meaning: 'Requests that Origin Shield served from its cache' },
  { name: 'OriginRetries', unit: 'Count', kind: 'count', fields: [['sr-reason']], meaning: 'Requests that CloudFront sent again to the second origin of an origin group' },
  { name: 'AbortedDownloads', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses with status 200 to 299 whose viewer disconnected before the last byte' },
] as const satisfies readonly MetricDefinition[];

/** Name of a metric that is sent only if `additionalMetrics` names it. */
export type DetailName = (typeof detailDefinitions)[number]['name'];

/** Names of the metrics that are sent only if `additionalMetrics` names them. */
export const detailNames: readonly DetailName[] = detailDefinitions.map(({ name }) => name);
