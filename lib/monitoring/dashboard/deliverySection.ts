import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { estimateShards } from '../../../core/sizing/shards.ts';
import { ageThreshold } from '../alarms/consumerAlarms.ts';
import { computedMetric, minute } from '../metrics/pipelineMetric.ts';
import { createGraph, limitLine, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

const millisecondsOfMinute = 60_000;

/** Limits per second (Kinesis developer guide, 'Choose the data stream capacity mode', November 2026). */
const newOnDemandStream = { records: 4000, bytes: 4_000_000 };

/** Section that shows whether records arrive, and how fast. */
export function deliverySection(props: SectionProps): Section {
  const { stream, consumer } = props.metrics;
  const { alarms } = props.settings;
  return {
    title: 'From edge to lake',
    text: `The pipeline \`${props.settings.name}\` itself.`,
    rows: [
      [
        ...delay(props),
        createGraph({
          title: 'Age of records when the consumer reads them',
          metrics: [toMinutes(consumer.iteratorAge())],
          unit: 'minutes',
          width: 8,
          annotations: [
            ...thresholdLine(minutesOfAge(props, alarms.consumerBehind), 'Alarm: behind'),
            ...thresholdLine(minutesOfAge(props, alarms.consumerFarBehind), 'Alarm: far behind'),
          ],
        }),
        createGraph({
          title: 'Records that the stream throttled',
          metrics: [stream.throttledRecords()],
          unit: 'records/min',
          width: 8,
        }),
      ],
      use(props),
    ],
  };
}

function delay({ metrics: { health }, settings }: SectionProps) {
  if (!settings.fieldNames.includes('timestamp')) return [];
  return [
    createGraph({
      title: 'Delay from request to lake',
      metrics: [
        toSeconds(health.of('DeliveryDelay', 'mean', 'Average')),
        toSeconds(health.of('DeliveryDelay', 'p99 of batches', 'p99')),
        toSeconds(health.of('OldestEventAge', 'oldest request', 'Maximum')),
      ],
      unit: 's',
      width: 8,
    }),
  ];
}

function use({ metrics: { stream }, settings }: SectionProps) {
  if (settings.capacity === 'provisioned') {
    const { shards } = estimateShards(settings);
    return [
      createGraph({
        title: 'Shards in use (mean of a minute)',
        metrics: [stream.shardsByRecords(), stream.shardsByBytes()],
        unit: 'shards',
        width: 24,
        annotations: [limitLine(shards, `The stream has ${shards}`)],
      }),
    ];
  }
  return [
    createGraph({
      title: 'Records written to the on-demand stream',
      metrics: [perSecond(stream.incomingRecords())],
      unit: 'records/s',
      width: 12,
      annotations: [limitLine(newOnDemandStream.records, 'Limit of a new stream')],
    }),
    createGraph({
      title: 'Bytes written to the on-demand stream',
      metrics: [perSecond(stream.incomingBytes())],
      unit: 'bytes/s',
      width: 12,
      annotations: [limitLine(newOnDemandStream.bytes, 'Limit of a new stream')],
    }),
  ];
}

function minutesOfAge({ settings }: SectionProps, percent: number | false): number | false {
  return percent !== false && ageThreshold(settings, percent) / millisecondsOfMinute;
}

function toMinutes(metric: Metric): MathExpression {
  return applyMath(metric, `/ ${millisecondsOfMinute}`);
}

function toSeconds(metric: Metric): MathExpression {
  return applyMath(metric, '/ 1000');
}

function perSecond(metric: Metric): MathExpression {
  return applyMath(metric, `/ ${minute.toSeconds()}`);
}

/** Returns metric math over one metric, with that metric's label. */
function applyMath(metric: Metric, operation: string): MathExpression {
  const id = `${metric.metricName.charAt(0).toLowerCase()}${metric.metricName.slice(1)}${metric.statistic}`;
  return computedMetric({
    expression: `${id} ${operation}`,
    using: { [id]: metric },
    label: metric.label ?? metric.metricName,
  });
}
