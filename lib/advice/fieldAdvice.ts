import { missingFieldsOf, savedQueries } from '../../core/lake/queries.ts';
import { allDefinitions, metricsOf } from '../../core/metrics/definitions.ts';
import { detailDefinitions } from '../../core/metrics/detailDefinitions.ts';
import type { MetricDefinition } from '../../core/metrics/metricDefinition.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, warning } from './advice.ts';

/**
 * Maximum number of fields in a log configuration according to the CloudFront developer guide ('Use real-time logs',
 * April 2026).
 */
const documentedFields = 40;

/** Advice about the number of fields, and about missing fields that every request needs. */
export function adviseOnFields(fieldNames: readonly string[]): Advice[] {
  const advice: Advice[] = [];
  if (fieldNames.length > documentedFields) {
    const count = `fields: ${fieldNames.length} are configured`;
    advice.push(
      warning(
        'many-fields',
        `${count}; CloudFront documents a maximum of ${documentedFields}, but configurations with more are in use`,
      ),
    );
  }
  if (!fieldNames.includes('timestamp')) {
    const consequence = 'requests have no time, so there are no metrics and no saved queries';
    advice.push(warning('no-timestamp', `fields: timestamp is not logged; ${consequence}`));
  }
  if (!fieldNames.includes('x-edge-request-id')) {
    const consequence = 'copies of a row are identified by the column sequence_number instead';
    advice.push(warning('no-request-id', `fields: x-edge-request-id is not logged; ${consequence}`));
  }
  return advice;
}

/** Advice about metrics that are left out because their fields aren't logged. */
export function adviseOnMetrics(fieldNames: readonly string[]): Advice[] {
  const present = metricsOf(fieldNames).map((metric) => metric.name);
  const missing = allDefinitions.filter(({ name }) => !present.includes(name));
  const expected = missing.filter((metric) => isExpected(metric, fieldNames));
  const byNeed = Map.groupBy(expected, ({ fields }) =>
    fields.map((group) => group.join(' or ')).join(' and '),
  );
  const bySubject = Map.groupBy(
    missing.filter((metric) => !isExpected(metric, fieldNames)),
    ({ subject }) => subject,
  );
  return [
    ...byNeed.entries().map(([need, metrics]) => metricsLeftOut(metrics, 'warning', `they need ${need}`)),
    ...bySubject
      .entries()
      .map(([subject, metrics]) => metricsLeftOut(metrics, 'info', `${subject} is not logged`)),
  ];
}

/** Advice about `additionalMetrics` that are left out because their fields aren't logged. */
export function adviseOnAdditionalMetrics({ fieldNames, additionalMetrics }: PipelineSettings): Advice[] {
  const present = metricsOf(fieldNames, additionalMetrics).map(({ name }) => name);
  return detailDefinitions
    .filter(({ name }) => additionalMetrics.includes(name) && !present.includes(name))
    .map((metric) => {
      const need = metric.fields.map((group) => group.join(' or ')).join(' and ');
      return metricsLeftOut([metric], 'warning', `it needs ${need}`, 'additionalMetrics');
    });
}

/** Whether users expect a metric or query: its subject is logged, or it has no particular subject. */
function isExpected({ subject }: { readonly subject?: string }, fieldNames: readonly string[]): boolean {
  return subject === undefined || fieldNames.includes(subject);
}

function metricsLeftOut(
  metrics: readonly MetricDefinition[],
  kind: Advice['kind'],
  reason: string,
  option: 'fields' | 'additionalMetrics' = 'fields',
): Advice {
  const names = metrics.map(({ name }) => name).join(', ');
  const message = `${option}: metrics are left out (${names}) because ${reason}`;
  return { ...warning(`metrics-${metrics[0].name}`, message), kind };
}

/** Advice about saved queries that are left out because their fields aren't logged. */
export function adviseOnQueries(fieldNames: readonly string[]): Advice[] {
  return savedQueries.flatMap((query) => {
    const missing = missingFieldsOf(query, fieldNames);
    if (missing.length === 0) return [];
    const message = `fields: the query ${query.name} is left out because it needs ${missing.join(', ')}`;
    const kind = isExpected(query, fieldNames) ? 'warning' : 'info';
    return [{ ...warning(`query-${query.name}`, message), kind }];
  });
}
