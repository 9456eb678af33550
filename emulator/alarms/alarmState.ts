import { MetricEvaluation } from '../endpoints/cloudwatch/getMetricData.ts';
import type { MetricStore } from '../endpoints/cloudwatch/metricStore.ts';
import type { AlarmDefinition } from './alarmDefinitions.ts';

/** States of an alarm; `NOT_EMULATED` for anomaly detection, whose model nobody outside AWS has. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'NOT_EMULATED';

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state of an alarm at a time, by its own definition: M of the last N periods, which end with the last complete
 * minute, missing ones treated as it says (CloudWatch user guide, 'Evaluating an alarm' and 'Configuring how CloudWatch
 * alarms treat missing data', November 2026).
 *
 * @param now epoch milliseconds; any time, for a clock that is moved
 * @param before the state before, which an alarm that ignores missing data keeps if all are missing
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

/** Seconds of a period: that of the alarm's metrics, which are of one length. */
function periodOf({ queries }: AlarmDefinition): number {
  return Math.max(...queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 60));
}
