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
  /** The subject, if several alarms have this name: a distribution or cache behavior. */
  readonly subject?: string;
  /** The metric, with its period. */
  readonly metric: Metric | MathExpression;
  readonly threshold: number;
  /** @default ComparisonOperator.GREATER_THAN_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /** Number of periods that are evaluated. */
  readonly periods: number;
  /** How many of them must breach the threshold. */
  readonly breaching: number;
  readonly missingData: TreatMissingData;
  /** What has happened, as a sentence. */
  readonly meaning: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** For metrics that have no data while nothing is wrong: missing data is fine. */
export const missingIsOk = { missingData: TreatMissingData.NOT_BREACHING };

/** Raised immediately: records were lost or given up, which isn't repaired automatically. */
export const atOnce = { periods: 1, breaching: 1 };

/**
 * Raised if the problem lasts: single periods are ignored, because failures are retried. An incomplete period
 * is only one of three.
 */
export const whenItLasts = { periods: 3, breaching: 2 };

/** Raised if a value is too low. */
export const below = { comparison: ComparisonOperator.LESS_THAN_THRESHOLD };

/** Name in words, like the runbook's heading: `throttledWrites` becomes `Throttled writes`. */
export function titleOf(name: AlarmName): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The heading's anchor: `throttled-writes`. */
export function anchorOf(name: AlarmName): string {
  return titleOf(name).toLowerCase().replaceAll(' ', '-');
}
