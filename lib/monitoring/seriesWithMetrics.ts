import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/** Fields that can name the distribution; one of them is enough. */
const distributionFields = ['x-host-header', 'cs-host'];

const behaviorField = 'cache-behavior-path-pattern';

/** Whether requests are distinguished by cache behavior. */
export function hasBehaviors(fieldNames: readonly string[]): boolean {
  return fieldNames.includes(behaviorField);
}

/** The series of `metricSeries` that have metrics, because the fields that name them are logged. */
export function seriesWithMetrics({ metricSeries, fieldNames }: PipelineSettings): string[] {
  if (!distributionFields.some((field) => fieldNames.includes(field))) return [];
  return metricSeries.filter((series) => !series.includes(' ') || hasBehaviors(fieldNames));
}
