import { Duration } from 'aws-cdk-lib';
import type { AlarmName } from '../../settings/alarmOptions.ts';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { atOnce, below, missingIsOk, type PipelineAlarm, whenItLasts } from './pipelineAlarm.ts';

const hour = Duration.hours(1);

/** Hours after which late marks need attention: each run merges what it finds. */
const hoursOfMarks = 6;

const names: ReadonlySet<AlarmName> = new Set<AlarmName>([
  'compactionBehind',
  'compactionStopped',
  'compactionFailed',
  'inexactRequests',
  'lateMarks',
]);

/** Whether an alarm is about the compaction. */
export function isOfCompaction(name: AlarmName): boolean {
  return names.has(name);
}

/** Hours wait to be merged. Queries stay correct, but cost more. */
export function compactionBehind({ compaction }: PipelineMetrics, hours: number): PipelineAlarm {
  return {
    name: 'compactionBehind',
    metric: compaction.of('CompactionLag', 'Lag', 'Maximum').with({ period: hour }),
    threshold: hour.toMilliseconds() * hours,
    ...atOnce,
    ...missingIsOk,
    meaning: `The next hour could have been compacted more than ${hours} hours ago.`,
    remedy:
      'Find out why runs fail or take long: aws stepfunctions list-executions. After an upgrade it catches up automatically.',
  };
}

/** Rows arrive, but no run succeeds: nothing starts runs, or they never end. */
export function compactionStopped({ compaction, health }: PipelineMetrics, hours: number): PipelineAlarm {
  return {
    name: 'compactionStopped',
    metric: computedMetric({
      expression: 'IF(rows > 0, runs, 1)',
      using: {
        rows: health.of('Rows', 'Rows'),
        runs: compaction.executions('ExecutionsSucceeded', 'Runs'),
      },
      label: 'Runs while rows arrive',
      period: hour,
    }),
    threshold: 1,
    ...below,
    periods: hours,
    breaching: hours,
    ...missingIsOk,
    meaning: `Rows have arrived for ${hours} hours, but no run of the compaction succeeded.`,
    remedy:
      'Check that its schedule is enabled, and find out why runs fail: aws stepfunctions list-executions.',
  };
}

/** Runs that failed, again and again: a single one is repeated an hour later. */
export function compactionFailed({ compaction }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'compactionFailed',
    metric: computedMetric({
      expression: 'failed + late',
      using: {
        failed: compaction.executions('ExecutionsFailed', 'Failed'),
        late: compaction.executions('ExecutionsTimedOut', 'Timed out'),
      },
      label: 'Failed runs',
      period: hour,
    }),
    threshold,
    ...whenItLasts,
    ...missingIsOk,
    meaning: 'Runs of the compaction fail. Queries stay correct, but cost more from hour to hour.',
    remedy: 'Read the cause of the execution: aws stepfunctions list-executions.',
  };
}

/** A proof that is not zero. */
export function inexactRequests({ compaction }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'inexactRequests',
    metric: compaction.of('InexactRequests', 'Inexact requests', 'Maximum').with({ period: hour }),
    threshold,
    ...atOnce,
    ...missingIsOk,
    meaning: 'A proof found requests missing or doubled in the compacted table.',
    remedy:
      'If later runs succeed, it was repaired before anyone read it. If runs fail, rebuild the hour that the cause names.',
  };
}

/** Late files that no run merges. */
export function lateMarks({ compaction }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'lateMarks',
    metric: compaction.of('LateMarks', 'Late files', 'Minimum').with({ period: hour }),
    threshold,
    periods: hoursOfMarks,
    breaching: hoursOfMarks,
    ...missingIsOk,
    meaning: `Late files have waited for their merge for ${hoursOfMarks} hours; requests lacks their rows.`,
    remedy:
      'Find out why runs fail, or whether more files arrive late than runs merge: aws stepfunctions list-executions.',
  };
}
