import { alarmsOf } from '../../../emulator/alarms/alarmDefinitions.ts';
import { alarmState } from '../../../emulator/alarms/alarmState.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import type { TemplateAlarm } from './templates.ts';

/** State of an alarm; `unchanged` if it keeps its state. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'NOT_EMULATED' | 'unchanged';

/** Values of a metric by period, with the oldest first; undefined if the metric has no data. */
export type Series = readonly (number | undefined)[];

const start = Date.parse('2026-11-20T00:00:00Z') / 1000;
const names = { streamName: 'logs', consumerName: 'consumer', mappingId: 'mapping' };

/**
 * Returns the state of an alarm at the end of the periods, as the local CloudWatch evaluates it.
 *
 * @param metrics series by metric name
 */
export function stateOf(alarm: TemplateAlarm, metrics: Readonly<Record<string, Series>>): AlarmState {
  const Properties = alarm as unknown as Readonly<Record<string, unknown>>;
  const [definition] = alarmsOf(
    { Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties } } },
    names,
  );
  if (definition === undefined) throw new Error('expected an alarm, got none');
  const length = Math.max(...Object.values(metrics).map((series) => series.length));
  if (length < alarm.EvaluationPeriods) {
    throw new Error(`expected ${alarm.EvaluationPeriods} periods or more, got ${length}`);
  }
  const store = new MetricStore();
  let end = start;
  for (const { MetricStat: stat } of definition.queries) {
    if (stat === undefined) continue;
    const { Namespace = '', MetricName = '', Dimensions = [] } = stat.Metric;
    end = start + length * stat.Period;
    (metrics[MetricName] ?? []).forEach((Value, period) => {
      if (Value !== undefined)
        store.add(Namespace, { MetricName, Dimensions, Value }, start + period * stat.Period);
    });
  }
  const [afterOk, afterAlarm] = (['OK', 'ALARM'] as const).map((before) =>
    alarmState(definition, store, end * 1000, before),
  );
  return afterOk === afterAlarm ? (afterOk ?? 'OK') : 'unchanged';
}
