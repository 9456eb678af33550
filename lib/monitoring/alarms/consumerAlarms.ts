import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { consumerTimeout } from '../../consumerFunction.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { recordAgeSeconds } from '../../streamMapping.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { afterOneBreach, afterTwoBreaches, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** Returns a percentage of the record age at which Lambda stops retrying, in milliseconds. */
export function ageThreshold({ streamRetentionHours }: PipelineSettings, percent: number): number {
  return (recordAgeSeconds(streamRetentionHours) * 1000 * percent) / 100;
}

/** Returns a percentage of the maximum duration of an invocation, in milliseconds. */
export function durationThreshold(percent: number): number {
  return (consumerTimeout.toMilliseconds() * percent) / 100;
}

/** The consumer is behind. */
export function consumerBehind(
  metrics: PipelineMetrics,
  percent: number,
  settings: PipelineSettings,
): PipelineAlarm {
  return {
    name: 'consumerBehind',
    ...behind(metrics, percent, settings),
    remedy:
      'On the dashboard, look for errors, throttles, and long durations of the consumer, and for more records than planned.',
  };
}

/** The consumer is so far behind that Lambda will soon stop retrying records. */
export function consumerFarBehind(
  metrics: PipelineMetrics,
  percent: number,
  settings: PipelineSettings,
): PipelineAlarm {
  return {
    name: 'consumerFarBehind',
    ...behind(metrics, percent, settings),
    remedy:
      'Raise streamRetentionHours and deploy, to keep unread records longer. Then fix the consumer, and replay failed batches.',
  };
}

/** Without invocations the metric has no data, and a consumer that was behind still is: the alarm keeps its state. */
function behind({ consumer }: PipelineMetrics, percent: number, settings: PipelineSettings) {
  const hours = recordAgeSeconds(settings.streamRetentionHours) / 3600;
  return {
    metric: consumer.iteratorAge().with({ period: fiveMinutes }),
    threshold: ageThreshold(settings, percent),
    ...afterOneBreach,
    missingData: TreatMissingData.IGNORE,
    meaning: `The consumer reads records that have waited for more than ${percent}% of the ${hours} hours after which Lambda stops retrying them.`,
  };
}

/** Invocations keep failing. */
export function consumerErrors({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'consumerErrors',
    metric: consumer.errors().with({ period: fiveMinutes }),
    threshold,
    ...afterTwoBreaches,
    ...missingIsOk,
    meaning: 'Invocations of the consumer keep failing; their batches are retried and delay their shards.',
    remedy: "Read the consumer's log, and fix the cause before the retries end.",
  };
}

/** Lambda throttles invocations because no concurrency is left. */
export function consumerThrottles({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'consumerThrottles',
    metric: consumer.throttles().with({ period: fiveMinutes }),
    threshold,
    ...afterTwoBreaches,
    ...missingIsOk,
    meaning: 'Lambda keeps throttling the consumer, because the account has no concurrency left.',
    remedy:
      "Request more 'Concurrent executions' in Service Quotas, or reserve some for the consumer: one for each shard.",
  };
}

/** Invocations come close to their timeout. */
export function consumerDuration({ consumer }: PipelineMetrics, percent: number): PipelineAlarm {
  return {
    name: 'consumerDuration',
    metric: consumer.duration('Maximum', 'Longest').with({ period: fiveMinutes }),
    threshold: durationThreshold(percent),
    ...afterTwoBreaches,
    ...missingIsOk,
    meaning: `Invocations of the consumer take more than ${percent}% of their ${consumerTimeout.toSeconds()} seconds.`,
    remedy: 'Raise memoryMegabytes and deploy. If only puts are slow, check the health of S3 and CloudWatch.',
  };
}
