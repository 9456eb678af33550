import { consumerTimeout } from '../../consumerFunction.ts';
import { durationThreshold } from '../alarms/consumerAlarms.ts';
import { createGraph, limitLine, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

/** Section that shows whether the consumer works. */
export function consumerSection({ metrics: { consumer, health }, settings }: SectionProps): Section {
  const { consumerDuration } = settings.alarms;
  return {
    title: 'Consumer',
    text: 'The function that reads the stream. A failed batch is retried. After the last retry it is stored in the failure bucket.',
    rows: [
      [
        createGraph({
          title: 'Invocations of the consumer',
          metrics: [consumer.invocations(), consumer.errors(), consumer.throttles()],
          unit: 'invocations/min',
          width: 8,
        }),
        createGraph({
          title: 'Duration of an invocation',
          metrics: [
            consumer.duration('p50', 'p50'),
            consumer.duration('p99', 'p99'),
            consumer.duration('Maximum', 'longest'),
          ],
          unit: 'ms',
          width: 8,
          annotations: [
            ...thresholdLine(consumerDuration !== false && durationThreshold(consumerDuration), 'Alarm'),
            limitLine(consumerTimeout.toMilliseconds(), 'Time limit'),
          ],
        }),
        createGraph({
          title: 'Metrics that did not reach CloudWatch',
          metrics: [health.of('LostMetrics', 'Lost metrics')],
          unit: 'metrics/min',
          width: 8,
        }),
      ],
    ],
  };
}
