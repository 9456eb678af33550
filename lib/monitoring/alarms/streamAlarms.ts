import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { afterOneBreach, below, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** The stream throttles records. */
export function throttledWrites({ stream }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'throttledWrites',
    metric: stream.throttledRecords().with({ period: fiveMinutes }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: 'The stream throttles writes, so CloudFront drops records.',
    remedy:
      'Raise requestsPerSecond or headroom and deploy, or set capacity to on-demand. During an attack, lower samplingRate.',
  };
}

/**
 * Largest number of five-minute periods that an alarm evaluates: a day (CloudWatch API reference,
 * PutMetricAlarm, November 2026).
 */
const maxPeriods = 288;

/**
 * Records stopped arriving. Kinesis sends no data while no records arrive, so missing data counts as zero if any
 * evaluated period has data. Therefore the alarm evaluates one period more than must be empty. If no period has data,
 * as before the first record, the alarm keeps its state. Empty periods before the first data don't count, because the
 * running sum up to them is zero. So the first records of a stream raise no alarm, and the first records after a pause
 * end it.
 */
export function noRecords({ stream }: PipelineMetrics, minutes: number): PipelineAlarm {
  const periods = Math.min(minutes / fiveMinutes.toMinutes() + 1, maxPeriods);
  return {
    name: 'noRecords',
    metric: computedMetric({
      expression: 'IF(RUNNING_SUM(FILL(records + 1, 0)) > 0, FILL(records, 0), 1)',
      using: { records: stream.incomingRecords() },
      label: 'Incoming records',
      period: fiveMinutes,
    }),
    threshold: 1,
    ...below,
    periods,
    breaching: periods - 1,
    missingData: TreatMissingData.IGNORE,
    meaning: `No log records have arrived for ${minutes} minutes.`,
    remedy:
      'Check that the distribution has requests, and that the log configuration is attached to its behaviors: npx cfrl doctor.',
  };
}

/**
 * Records arrive but aren't read, for example because the event source mapping is disabled. The metrics for errors and
 * age have no data then. If there are records but no invocations, metric math uses 0 for invocations (CloudWatch user
 * guide, 'Using math expressions with CloudWatch metrics', IF, November 2026).
 */
export function consumerStopped({ stream, consumer }: PipelineMetrics, minutes: number): PipelineAlarm {
  const periods = minutes / fiveMinutes.toMinutes();
  return {
    name: 'consumerStopped',
    metric: computedMetric({
      expression: 'IF(records > 0, invocations, 1)',
      using: { records: stream.incomingRecords(), invocations: consumer.invocations() },
      label: 'Invocations while records arrive',
      period: fiveMinutes,
    }),
    threshold: 1,
    ...below,
    periods,
    breaching: periods,
    ...missingIsOk,
    meaning: `Records have arrived for ${minutes} minutes, but the consumer was not invoked.`,
    remedy:
      'Check that the event source mapping is enabled, and that the consumer may read the stream: npx cfrl doctor.',
  };
}
