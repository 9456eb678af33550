import { fields } from '../../../core/fields/catalog.ts';
import { allDefinitions } from '../../../core/metrics/definitions.ts';
import { detailDefinitions, detailNames } from '../../../core/metrics/detailDefinitions.ts';
import { healthDefinitions } from '../../../core/metrics/healthDefinitions.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { type EmittedMetric, emittedMetrics } from './emittedMetrics.ts';
import { alarmsOf, metricsOfAlarm, metricsOfWidget, type NamedMetric, widgetsOf } from './templates.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const everyField = fields.map((field) => field.name);
const metricSeries = ['d111111abcdef8.cloudfront.net', 'd111111abcdef8.cloudfront.net /images/*'];

/** Configurations that together have every alarm and every widget. */
const pipelines: readonly PipelineOptions[] = [
  { fields: everyField, metricSeries, additionalMetrics: detailNames },
  { capacity: 'on-demand', name: 'video' },
  { metricNamespace: 'Web/Logs', fields: everyField, metricSeries },
];

/** Dimension values that alarms and widgets must use. */
const sources: Readonly<Record<string, string>> = {
  StreamName: '<PipelineLogStream99DD011D>',
  FunctionName: '<PipelineConsumerFunctionB31FCB30>',
  StateMachineArn: '<PipelineCompactionStateMachine7C19CFE8.Arn>',
  EventSourceMappingUUID: '<PipelineStreamMapping5AFE84D5.Id>',
};

/** Returns a metric as text: namespace, name, and the names of its dimensions. */
function identity({ namespace, name }: EmittedMetric | NamedMetric, dimensions: readonly string[]): string {
  return [namespace, name, ...dimensions.toSorted()].join(' ');
}

let emitted: ReadonlySet<string>;
beforeAll(async () => {
  emitted = new Set((await emittedMetrics()).map((metric) => identity(metric, metric.dimensions)));
});

/** Whether a metric is sent. The namespace of the traffic metrics is an option. */
function isEmitted(metric: NamedMetric, { metricNamespace }: PipelineOptions): boolean {
  const namespace = metric.namespace === metricNamespace ? 'CloudFront/RealtimeLogs' : metric.namespace;
  return emitted.has(identity({ ...metric, namespace }, Object.keys(metric.dimensions)));
}

const cases = pipelines.flatMap((props) => [
  ...Object.values(alarmsOf(props)).map((alarm) => [alarm.AlarmName, props, metricsOfAlarm(alarm)] as const),
  ...widgetsOf(props)
    .filter(({ type }) => type === 'metric')
    .map((widget) => [widget.properties.title ?? '', props, metricsOfWidget(widget)] as const),
]);

describe('the metrics of alarms and widgets', () => {
  it('are found in all alarms and widgets', () => {
    expect(cases.length).toBeGreaterThan(100);
    expect(cases.filter(([, , metrics]) => metrics.length === 0)).toEqual([]);
  });

  it.each(cases)('are sent: %s', (_, props, metrics) => {
    expect(metrics.filter((metric) => !isEmitted(metric, props))).toEqual([]);
  });

  it.each(
    cases,
  )('belong to this pipeline, and to series that are configured or searched: %s', (_, props, metrics) => {
    const { name = 'cloudfront-realtime-logs' } = props;
    for (const { dimensions } of metrics) {
      for (const [dimension, value] of Object.entries(dimensions)) {
        if (dimension in sources) expect(value).toBe(sources[dimension]);
        else if (dimension === 'service') expect(value).toBe(name);
        else expect(['*', 'd111111abcdef8.cloudfront.net', '/images/*']).toContain(value);
      }
    }
  });

  it.each(cases)('are summed if they are counts, and not if they are histograms: %s', (_, __, metrics) => {
    const counts = new Set<string>(
      [
        ...[...allDefinitions, ...detailDefinitions].filter(({ kind }) => kind === 'count'),
        ...healthDefinitions,
      ]
        .filter(({ name, unit }) => unit === 'Count' || unit === 'Bytes' || name === 'PlaybackTime')
        .map(({ name }) => name),
    );
    for (const { namespace, name, statistic } of metrics) {
      if (namespace.startsWith('AWS/')) continue;
      expect([name, statistic === 'Sum']).toEqual([name, counts.has(name)]);
    }
  });

  it('would not be found with other dimensions', () => {
    expect(emitted.has('AWS/Kinesis WriteProvisionedThroughputExceeded StreamName')).toBe(true);
    expect(emitted.has('AWS/Kinesis WriteProvisionedThroughputExceeded')).toBe(false);
    expect(emitted.has('CloudFront/RealtimeLogs Requests')).toBe(false);
    expect(emitted.has('AWS/Lambda DroppedEventCount EventSourceMappingUUID FunctionName')).toBe(false);
  });
});
