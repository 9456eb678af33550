import { MetricEvaluation } from '../endpoints/cloudwatch/getMetricData.ts';
import type { MetricStore } from '../endpoints/cloudwatch/metricStore.ts';
import type { AlarmDefinition } from './alarmDefinitions.ts';

/** States of an alarm. `NOT_EMULATED` is for anomaly detection, because AWS doesn't publish its model. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'NOT_EMULATED';

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * Evaluates an alarm at a time: M of the last N periods must breach. The last period ends with the last
 * complete minute. Missing data is treated as the alarm defines (CloudWatch user guide, 'Evaluating an alarm'
 * and 'Configuring how CloudWatch alarms treat missing data', November 2026).
 *
 * @param now time of the evaluation, in epoch milliseconds
 * @param before previous state, which an alarm that ignores missing data keeps if all data is missing
 */
export function alarmState(
  alarm: AlarmDefinition,
  metrics: MetricStore,
  now: number,
  before: AlarmState = 'OK',
): AlarmState {
  const breaches = comparisons[alarm.comparison];
  if (breaches === undefined || alarm.threshold === undefined) return 'NOT_EMULATED';
  const period = periodOf(alarm);
  const end = Math.floor(now / 60_000) * 60;
  const start = end - alarm.evaluationPeriods * period;
  const starts = Array.from({ length: alarm.evaluationPeriods }, (_, index) => start + index * period);
  const evaluation = new MetricEvaluation(metrics, alarm.queries, start, end, false);
  const returned = alarm.queries.find(({ ReturnData: isReturned = true }) => isReturned);
  const [series] = returned === undefined ? [] : evaluation.series(returned.Id);
  const values = starts.map((time) => series?.values.get(time));
  const { threshold, treatMissingData } = alarm;
  if (values.every((value) => value === undefined)) {
    if (treatMissingData === 'missing') return 'INSUFFICIENT_DATA';
    if (treatMissingData === 'ignore') return before;
  }
  const breaching = values.filter((value) =>
    value === undefined ? treatMissingData === 'breaching' : breaches(value, threshold),
  ).length;
  return breaching >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
}

/** Returns the period of the alarm's metrics, in seconds. All of them have the same period. */
function periodOf({ queries }: AlarmDefinition): number {
  return Math.max(...queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 60));
}
