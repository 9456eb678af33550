import { Duration } from 'aws-cdk-lib';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { afterOneBreach, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** Batches failed after all retries and were stored. */
export function failedRecords({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'failedRecords',
    metric: consumer.failedRecords().with({ period: fiveMinutes }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: 'Batches failed after all retries and were stored in the failure bucket.',
    remedy: 'Fix the consumer, then restore them: npx cfrl replay.',
  };
}

/**
 * Batches failed after all retries and weren't stored. Lambda counts their records as dropped, and each attempt to store
 * them as a failed delivery; a missing metric counts as 0.
 */
export function lostRecords({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'lostRecords',
    metric: computedMetric({
      expression: 'dropped + failedDeliveries',
      using: { dropped: consumer.lostRecords(), failedDeliveries: consumer.failedDeliveries() },
      label: 'Lost',
      period: fiveMinutes,
    }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: 'Batches failed after all retries and could not be stored in the failure bucket.',
    remedy:
      'Check the failure bucket, and that the consumer may write to it. The records stay in the stream until their retention ends.',
  };
}

/** Too many records could not be read. */
export function quarantineRate({ health }: PipelineMetrics, percent: number): PipelineAlarm {
  return {
    name: 'quarantineRate',
    metric: health.quarantineRate(Duration.minutes(15)),
    threshold: percent,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: `More than ${percent}% of the records could not be read and are in quarantine.`,
    remedy:
      'Read the reasons in quarantine. If the fields changed, deploy them, and then run npx cfrl replay.',
  };
}

/** Rows were probably read with a layout that has the wrong fields. */
export function suspectRows({ health }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'suspectRows',
    metric: health.of('SuspectRows', 'Suspect rows').with({ period: fiveMinutes }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning:
      "Nearly all values of a field don't match its type or format: the records probably have other fields than their layout.",
    remedy:
      "The consumer's log names the fields. Compare the layout with the log configuration of the distribution.",
  };
}

/** Metrics of the traffic did not reach CloudWatch. */
export function lostMetrics({ health }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'lostMetrics',
    metric: health.of('LostMetrics', 'Lost metrics').with({ period: fiveMinutes }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning:
      'Metrics of the traffic did not reach CloudWatch: graphs are too low, but the lake has every record.',
    remedy:
      "Read the consumer's log. If CloudWatch throttles, lower metricSeriesLimit or request a higher quota.",
  };
}
