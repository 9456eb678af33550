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
 * The state of an alarm at a time, by its own definition: M of the last N complete periods, missing ones treated as it
 * says (CloudWatch user guide, 'Configuring how CloudWatch alarms treat missing data', November 2026). `ignore` counts
 * as OK, since no state before is known.
 *
 * @param now epoch milliseconds; any time, for a clock that is moved
 */
export function alarmState(alarm: AlarmDefinition, metrics: MetricStore, now: number): AlarmState {
  const breaches = comparisons[alarm.comparison];
  if (breaches === undefined || alarm.threshold === undefined) return 'NOT_EMULATED';
  const period = periodOf(alarm);
  const end = Math.floor(now / 1000 / period) * period;
  const starts = Array.from({ length: alarm.evaluationPeriods }, (_, back) => end - (back + 1) * period);
  const evaluation = new MetricEvaluation(metrics, alarm.queries, starts.at(-1) as number, end);
  const returned = alarm.queries.find(({ ReturnData: isReturned = true }) => isReturned);
  const [series] = returned === undefined ? [] : evaluation.series(returned.Id);
  const values = starts.map((start) => series?.values.get(start));
  const { threshold } = alarm;
  const breaching = values.filter((value) =>
    value === undefined ? alarm.treatMissingData === 'breaching' : breaches(value, threshold),
  ).length;
  if (breaching >= alarm.datapointsToAlarm) return 'ALARM';
  const isMissing = values.every((value) => value === undefined);
  return isMissing && alarm.treatMissingData === 'missing' ? 'INSUFFICIENT_DATA' : 'OK';
}

/** Seconds of a period: that of the alarm's metrics, which are of one length. */
function periodOf({ queries }: AlarmDefinition): number {
  return Math.max(...queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 60));
}

/**
 * Names of the alarms that are in ALARM at any minute between two times.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds
 */
export function firedAlarms(
  alarms: readonly AlarmDefinition[],
  metrics: MetricStore,
  from: number,
  to: number,
): string[] {
  const times = Array.from(
    { length: Math.ceil((to - from) / 60_000) + 1 },
    (_, minute) => from + minute * 60_000,
  );
  return alarms
    .filter((alarm) => times.some((time) => alarmState(alarm, metrics, time) === 'ALARM'))
    .map(({ name }) => name);
}
