import {
  ComparisonOperator,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmName } from '../../settings/alarmOptions.ts';

/** An alarm of the pipeline, without its actions. */
export interface PipelineAlarm {
  readonly name: AlarmName;
  /** Distribution or cache behavior, if several alarms have this name. */
  readonly subject?: string;
  /** The metric, with its period. */
  readonly metric: Metric | MathExpression;
  readonly threshold: number;
  /** @default ComparisonOperator.GREATER_THAN_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /** Number of periods that are evaluated. */
  readonly periods: number;
  /** Number of these periods that must breach the threshold. */
  readonly breaching: number;
  readonly missingData: TreatMissingData;
  /** What has happened, as a sentence. */
  readonly meaning: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** For metrics that have no data while nothing is wrong: missing data is fine. */
export const missingIsOk = { missingData: TreatMissingData.NOT_BREACHING };

/** The alarm is raised after one period: the problem isn't repaired automatically. */
export const afterOneBreach = { periods: 1, breaching: 1 };

/**
 * The alarm is raised if the problem lasts: a single breaching period is ignored, because failures are retried, and
 * because the latest period may be incomplete.
 */
export const afterTwoBreaches = { periods: 3, breaching: 2 };

/** The alarm is raised if a value is too low. */
export const below = { comparison: ComparisonOperator.LESS_THAN_THRESHOLD };

/** Returns the alarm's name in words, like the runbook's heading: `throttledWrites` becomes `Throttled writes`. */
export function titleOf(name: AlarmName): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns the anchor of the runbook's heading, such as `throttled-writes`. */
export function anchorOf(name: AlarmName): string {
  return titleOf(name).toLowerCase().replaceAll(' ', '-');
}
