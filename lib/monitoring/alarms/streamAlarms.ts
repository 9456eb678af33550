import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { atOnce, below, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** Records that the stream refused. */
export function throttledWrites({ stream }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'throttledWrites',
    metric: stream.refusedRecords().with({ period: fiveMinutes }),
    threshold,
    ...atOnce,
    ...missingIsOk,
    meaning: 'The stream refuses records, which CloudFront drops.',
    remedy:
      'Raise requestsPerSecond or headroom and deploy, or set capacity to on-demand; in an attack lower samplingRate.',
  };
}

/**
 * No records at all. Kinesis sends nothing where nothing comes in, so silence is what is looked for, in every one
 * of the periods: one that is late cannot raise it.
 */
export function noRecords({ stream }: PipelineMetrics, minutes: number): PipelineAlarm {
  const periods = minutes / fiveMinutes.toMinutes();
  return {
    name: 'noRecords',
    metric: stream.incomingRecords().with({ period: fiveMinutes }),
    threshold: 1,
    ...below,
    periods,
    breaching: periods,
    missingData: TreatMissingData.BREACHING,
    meaning: `No log record has come in for ${minutes} minutes.`,
    remedy:
      'Check that the distribution has requests and that the log configuration is attached to its behaviors: npx cfrl doctor.',
  };
}

/**
 * Records come in and nobody reads them, as where the mapping is disabled: then there is neither an error nor an
 * age. Where invocations are missing while there are records, metric math takes them for 0 (CloudWatch user guide,
 * 'Using math expressions with CloudWatch metrics', IF, November 2026).
 */
export function consumerStopped({ stream, consumer }: PipelineMetrics, minutes: number): PipelineAlarm {
  const periods = minutes / fiveMinutes.toMinutes();
  return {
    name: 'consumerStopped',
    metric: computedMetric({
      expression: 'IF(records > 0, invocations, 1)',
      using: { records: stream.incomingRecords(), invocations: consumer.invocations() },
      label: 'Invocations while records come in',
      period: fiveMinutes,
    }),
    threshold: 1,
    ...below,
    periods,
    breaching: periods,
    ...missingIsOk,
    meaning: `Records have come in for ${minutes} minutes and the consumer was not invoked.`,
    remedy: 'Check that the event source mapping is enabled and may read the stream: npx cfrl doctor.',
  };
}
