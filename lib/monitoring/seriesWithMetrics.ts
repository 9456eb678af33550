import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/** Fields that can identify the distribution. One of them is enough. */
const distributionFields = ['x-host-header', 'cs-host'];

const behaviorField = 'cache-behavior-path-pattern';

/** Whether the logged fields identify the cache behavior of a request. */
export function hasBehaviors(fieldNames: readonly string[]): boolean {
  return fieldNames.includes(behaviorField);
}

/** Returns the series in `metricSeries` that have metrics, because the fields that identify them are logged. */
export function seriesWithMetrics({ metricSeries, fieldNames }: PipelineSettings): string[] {
  if (!distributionFields.some((field) => fieldNames.includes(field))) return [];
  return metricSeries.filter((series) => !series.includes(' ') || hasBehaviors(fieldNames));
}
