import { Duration } from 'aws-cdk-lib';
import type { AlarmName } from '../../settings/alarmOptions.ts';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { afterOneBreach, afterTwoBreaches, below, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const hour = Duration.hours(1);

/** Hours after which late files need attention: usually the next run merges them. */
const hoursOfMarks = 6;

const names: ReadonlySet<AlarmName> = new Set<AlarmName>([
  'compactionBehind',
  'compactionStopped',
  'compactionFailed',
  'inexactRequests',
  'lateMarks',
]);

/** Whether an alarm is about the compaction. */
export function isCompactionAlarm(name: AlarmName): boolean {
  return names.has(name);
}

/** Closed hours wait for their compaction. Queries remain correct, but cost more. */
export function compactionBehind({ compaction }: PipelineMetrics, hours: number): PipelineAlarm {
  return {
    name: 'compactionBehind',
    metric: compaction.of('CompactionLag', 'Lag', 'Maximum').with({ period: hour }),
    threshold: hour.toMilliseconds() * hours,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: `The next hour has been ready for compaction for more than ${hours} hours.`,
    remedy:
      'Find out why runs fail or take long: aws stepfunctions list-executions. After an upgrade, the compaction catches up automatically.',
  };
}

/** Rows arrive, but no run succeeds: runs don't start, fail, or never end. */
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

/** Runs failed in several hours. A single failed run is no problem, because the next run repeats its work. */
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
    ...afterTwoBreaches,
    ...missingIsOk,
    meaning: 'Runs of the compaction fail. Queries remain correct, but cost more with every hour.',
    remedy: 'Read the cause in the failed executions: aws stepfunctions list-executions.',
  };
}

/** The verification of a compacted hour found a difference. */
export function inexactRequests({ compaction }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'inexactRequests',
    metric: compaction.of('InexactRequests', 'Inexact requests', 'Maximum').with({ period: hour }),
    threshold,
    ...afterOneBreach,
    ...missingIsOk,
    meaning: 'A check found missing or duplicate requests in the compacted table.',
    remedy:
      'If later runs succeed, the hour was repaired before any query read it. If runs fail, rebuild the hour that their cause names.',
  };
}

/** Late files remain unmerged for hours. */
export function lateMarks({ compaction }: PipelineMetrics, threshold: number): PipelineAlarm {
  return {
    name: 'lateMarks',
    metric: compaction.of('LateMarks', 'Late files', 'Minimum').with({ period: hour }),
    threshold,
    periods: hoursOfMarks,
    breaching: hoursOfMarks,
    ...missingIsOk,
    meaning: `Late files have not been merged for ${hoursOfMarks} hours; the view requests lacks their rows.`,
    remedy:
      'Find out why runs fail, or whether more files arrive late than runs can merge: aws stepfunctions list-executions.',
  };
}
