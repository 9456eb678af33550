import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { consumerTimeout } from '../../consumerFunction.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { recordAgeSeconds } from '../../streamMapping.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { atOnce, missingIsOk, type PipelineAlarm, whenItLasts } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** A share of the time after which records are given up, in milliseconds. */
export function ageThreshold({ streamRetentionHours }: PipelineSettings, percent: number): number {
  return (recordAgeSeconds(streamRetentionHours) * 1000 * percent) / 100;
}

/** A share of the time that an invocation may take, in milliseconds. */
export function durationThreshold(percent: number): number {
  return (consumerTimeout.toMilliseconds() * percent) / 100;
}

/** The consumer lags behind. */
export function consumerBehind(
  metrics: PipelineMetrics,
  percent: number,
  settings: PipelineSettings,
): PipelineAlarm {
  return {
    name: 'consumerBehind',
    ...behind(metrics, percent, settings),
    remedy:
      'Look for errors, throttles and long durations of the consumer on the dashboard, and for more records than planned.',
  };
}

/** The consumer lags so far behind that records will be given up. */
export function consumerFarBehind(
  metrics: PipelineMetrics,
  percent: number,
  settings: PipelineSettings,
): PipelineAlarm {
  return {
    name: 'consumerFarBehind',
    ...behind(metrics, percent, settings),
    remedy:
      'Raise streamRetentionHours and deploy, which keeps unread records, then fix the consumer; afterwards replay what failed.',
  };
}

/** Without an invocation there is no age, and what was behind still is: the state stays as it is. */
function behind({ consumer }: PipelineMetrics, percent: number, settings: PipelineSettings) {
  const hours = recordAgeSeconds(settings.streamRetentionHours) / 3600;
  return {
    metric: consumer.iteratorAge().with({ period: fiveMinutes }),
    threshold: ageThreshold(settings, percent),
    ...atOnce,
    missingData: TreatMissingData.IGNORE,
    meaning: `The consumer reads records that have waited more than ${percent} % of the ${hours} hours after which they are given up.`,
  };
}

/** Invocations that failed, again and again. */
export function consumerErrors({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'consumerErrors',
    metric: consumer.errors().with({ period: fiveMinutes }),
    threshold,
    ...whenItLasts,
    ...missingIsOk,
    meaning: 'Invocations of the consumer keep failing; their batches are retried and delay their shards.',
    remedy: "Read the consumer's log, and fix what it names before the retries end.",
  };
}

/** Invocations for which there was no concurrency. */
export function consumerThrottles({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'consumerThrottles',
    metric: consumer.throttles().with({ period: fiveMinutes }),
    threshold,
    ...whenItLasts,
    ...missingIsOk,
    meaning: 'Lambda keeps refusing invocations of the consumer for want of concurrency.',
    remedy:
      "Raise the account's concurrent executions in Service Quotas, or reserve some for the consumer: one for each shard.",
  };
}

/** Invocations that nearly ran out of time. */
export function consumerDuration({ consumer }: PipelineMetrics, percent: number): PipelineAlarm {
  return {
    name: 'consumerDuration',
    metric: consumer.duration('Maximum', 'Longest').with({ period: fiveMinutes }),
    threshold: durationThreshold(percent),
    ...whenItLasts,
    ...missingIsOk,
    meaning: `Invocations of the consumer take more than ${percent} % of their ${consumerTimeout.toSeconds()} seconds.`,
    remedy:
      'Raise memoryMegabytes and deploy; if only puts are slow, look at the health of S3 and CloudWatch.',
  };
}
