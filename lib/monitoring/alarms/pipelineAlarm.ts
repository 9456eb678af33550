import {
  ComparisonOperator,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmName } from '../../settings/alarmOptions.ts';

/** An alarm of the pipeline, apart from where it goes. */
export interface PipelineAlarm {
  readonly name: AlarmName;
  /** What it is about if there are several of this name: a distribution or cache behavior. */
  readonly subject?: string;
  /** What is looked at, with the period over which it is. */
  readonly metric: Metric | MathExpression;
  readonly threshold: number;
  /** @default ComparisonOperator.GREATER_THAN_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /** Periods looked at. */
  readonly periods: number;
  /** How many of them must be beyond the threshold. */
  readonly breaching: number;
  readonly missingData: TreatMissingData;
  /** What has happened, as a sentence. */
  readonly meaning: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** What sends nothing while nothing is wrong: silence is well. */
export const missingIsOk = { missingData: TreatMissingData.NOT_BREACHING };

/** Raised at once: what has happened is lost or given up, and does not happen by itself again. */
export const atOnce = { periods: 1, breaching: 1 };

/**
 * Raised when it lasts: single periods go by, since what fails is tried again. A period that is still filling is
 * only one of three.
 */
export const whenItLasts = { periods: 3, breaching: 2 };

/** What has too little of something. */
export const below = { comparison: ComparisonOperator.LESS_THAN_THRESHOLD };

/** Name in words, as the runbook's heading has it: `throttledWrites` is `Throttled writes`. */
export function titleOf(name: AlarmName): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The heading's anchor: `throttled-writes`. */
export function anchorOf(name: AlarmName): string {
  return titleOf(name).toLowerCase().replaceAll(' ', '-');
}
