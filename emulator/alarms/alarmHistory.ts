import type { MetricStore } from '../endpoints/cloudwatch/metricStore.ts';
import type { AlarmDefinition } from './alarmDefinitions.ts';
import { type AlarmState, alarmState } from './alarmState.ts';

const minute = 60_000;

/** An alarm that went to ALARM. */
export interface FiredAlarm {
  readonly name: string;
  /** When it first went to ALARM, in epoch milliseconds. */
  readonly from: number;
  /** When it last returned to OK, in epoch milliseconds; undefined if it was still in ALARM at the end. */
  readonly until: number | undefined;
}

/**
 * Evaluates alarms every minute between two times, and returns those that went to ALARM.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds
 */
export function firedAlarms(
  alarms: readonly AlarmDefinition[],
  metrics: MetricStore,
  from: number,
  to: number,
): FiredAlarm[] {
  return alarms.flatMap((alarm) => {
    let state: AlarmState = 'OK';
    let fired: number | undefined;
    let until: number | undefined;
    for (let time = from; time <= to; time += minute) {
      const before = state;
      state = alarmState(alarm, metrics, time, before);
      if (state === 'ALARM' && before !== 'ALARM') {
        fired ??= time;
        until = undefined;
      } else if (state !== 'ALARM' && before === 'ALARM') until = time;
    }
    return fired === undefined ? [] : [{ name: alarm.name, from: fired, until }];
  });
}
