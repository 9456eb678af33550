import type { MetricDefinition } from './metricDefinition.ts';

const status = ['sc-status'];
const detailedResult = ['x-edge-detailed-result-type'];

/**
 * The metrics that exist only if the option `additionalMetrics` names them: no alarm needs them, and each costs as much
 * as any other metric of a series. Counts are scaled up by the sampling rate.
 */
// biome-ignore format: a table, one metric a line
export const detailDefinitions = [
  { name: 'BytesFromCache', unit: 'Bytes', kind: 'count', fields: [['sc-bytes'], ['x-edge-result-type', 'x-edge-response-result-type', 'x-edge-detailed-result-type']], meaning: 'Bytes of the responses that came from the cache (Hit, RefreshHit, OriginShieldHit)' },
  { name: 'OriginErrors', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses of status 500 to 599 that an origin sent, or that CloudFront sent because it could not get one from the origin' },
  { name: 'EdgeErrors', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses of status 500 to 599 of the edge itself: quotas, capacity, functions at the edge' },
  { name: 'OriginShieldHits', unit: 'Count', kind: 'count', fields: [detailedResult], meaning: 'Requests that Origin Shield answered from its cache' },
  { name: 'OriginRetries', unit: 'Count', kind: 'count', fields: [['sr-reason']], meaning: 'Requests that CloudFront sent again to the second origin of an origin group' },
  { name: 'AbortedDownloads', unit: 'Count', kind: 'count', fields: [status, detailedResult], meaning: 'Responses of status 200 to 299 whose viewer left before the last byte' },
] as const satisfies readonly MetricDefinition[];

/** Name of a metric that exists only if it is asked for. */
export type DetailName = (typeof detailDefinitions)[number]['name'];

/** Names of the metrics that exist only if they are asked for. */
export const detailNames: readonly DetailName[] = detailDefinitions.map(({ name }) => name);
