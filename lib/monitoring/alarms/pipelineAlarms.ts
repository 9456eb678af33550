import { metricsOf } from '../../../core/metrics/definitions.ts';
import { type AlarmName, alarmNames } from '../../settings/alarmOptions.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { seriesWithMetrics } from '../seriesWithMetrics.ts';
import {
  compactionBehind,
  compactionFailed,
  compactionStopped,
  inexactRequests,
  isCompactionAlarm,
  lateMarks,
} from './compactionAlarms.ts';
import {
  consumerBehind,
  consumerDuration,
  consumerErrors,
  consumerFarBehind,
  consumerThrottles,
} from './consumerAlarms.ts';
import { monthlyCost } from './costAlarm.ts';
import { failedRecords, lostMetrics, lostRecords, quarantineRate, suspectRows } from './lossAlarms.ts';
import type { PipelineAlarm } from './pipelineAlarm.ts';
import { consumerStopped, noRecords, throttledWrites } from './streamAlarms.ts';
import { cacheHitRatio, serverErrorRate, serverErrorRateOf } from './trafficAlarms.ts';

type AlarmMaker = (metrics: PipelineMetrics, threshold: number, settings: PipelineSettings) => PipelineAlarm;

const makers: Readonly<Record<AlarmName, AlarmMaker>> = {
  throttledWrites,
  consumerBehind,
  consumerFarBehind,
  consumerStopped,
  consumerErrors,
  consumerThrottles,
  consumerDuration,
  failedRecords,
  lostRecords,
  quarantineRate,
  suspectRows,
  lostMetrics,
  noRecords,
  serverErrorRate,
  cacheHitRatio,
  compactionBehind,
  compactionStopped,
  compactionFailed,
  inexactRequests,
  lateMarks,
  monthlyCost,
};

/** The traffic metric that each alarm needs, if any. */
const needs: Partial<Readonly<Record<AlarmName, string>>> = {
  lostMetrics: 'Requests',
  serverErrorRate: '5xxCount',
  cacheHitRatio: 'CacheHits',
};

/** Returns the alarms that are turned on and whose fields are logged. */
export function pipelineAlarms(settings: PipelineSettings, metrics: PipelineMetrics): PipelineAlarm[] {
  return alarmNames.flatMap((name) => {
    const threshold = settings.alarms[name];
    if (isCompactionAlarm(name) && !settings.compaction) return [];
    if (threshold === false || !canCreateAlarm(name, settings.fieldNames)) return [];
    const alarm = makers[name](metrics, threshold, settings);
    if (name !== 'serverErrorRate') return [alarm];
    const series = seriesWithMetrics(settings).map((subject) =>
      serverErrorRateOf(metrics, threshold, subject),
    );
    return [alarm, ...series];
  });
}

/** Whether the fields of an alarm's metrics are logged. */
export function canCreateAlarm(name: AlarmName, fieldNames: readonly string[]): boolean {
  const need = needs[name];
  return (
    need === undefined ||
    (hasTraffic(fieldNames) && metricsOf(fieldNames).some((metric) => metric.name === need))
  );
}

/** Whether there are any traffic metrics: they are counted by the minute of the request, so they need its time. */
export function hasTraffic(fieldNames: readonly string[]): boolean {
  return fieldNames.includes('timestamp');
}
