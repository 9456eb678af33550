import { Duration } from 'aws-cdk-lib';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { atOnce, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const fiveMinutes = Duration.minutes(5);

/** Batches that were given up and kept. */
export function failedRecords({ consumer }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'failedRecords',
    metric: consumer.failedRecords().with({ period: fiveMinutes }),
    threshold,
    ...atOnce,
    ...missingIsOk,
    meaning: 'Batches were given up and put into the failure bucket.',
    remedy: 'Fix the consumer, then restore them: npx cfrl replay.',
  };
}

/**
 * Batches that were given up and not kept. Lambda counts their records as dropped, and each try to keep them as a
 * failed delivery; a metric that is missing counts as 0.
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
    ...atOnce,
    ...missingIsOk,
    meaning: 'Batches were given up and could not be put into the failure bucket.',
    remedy:
      'Check the failure bucket and that the consumer may write there; until their retention ends the records are still in the stream.',
  };
}

/** Records that could not be read. */
export function quarantineRate({ health }: PipelineMetrics, percent: number): PipelineAlarm {
  return {
    name: 'quarantineRate',
    metric: health.quarantineRate(Duration.minutes(15)),
    threshold: percent,
    ...atOnce,
    ...missingIsOk,
    meaning: `More than ${percent} % of the records cannot be read, and are kept in quarantine.`,
    remedy:
      'Read the reasons in quarantine; after a change of fields register the layout, then npx cfrl replay.',
  };
}

/** Rows that were probably read by a layout with wrong fields. */
export function suspectRows({ health }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'suspectRows',
    metric: health.of('SuspectRows', 'Suspect rows').with({ period: fiveMinutes }),
    threshold,
    ...atOnce,
    ...missingIsOk,
    meaning:
      "Nearly all values of a field don't have its type or form: the records probably have other fields than their layout.",
    remedy:
      "The consumer's log names the fields. Compare the layout with the log configuration of the distribution.",
  };
}

/** Metrics of the traffic that did not reach CloudWatch. */
export function lostMetrics({ health }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'lostMetrics',
    metric: health.of('LostMetrics', 'Lost metrics').with({ period: fiveMinutes }),
    threshold,
    ...atOnce,
    ...missingIsOk,
    meaning:
      'Metrics of the traffic did not reach CloudWatch: graphs show too little, while the lake has every record.',
    remedy:
      "The consumer's log says why; if CloudWatch throttles, lower metricSeriesLimit or raise the quota.",
  };
}
