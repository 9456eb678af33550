import { metricsOf } from '../../core/metrics/definitions.ts';
import { prices, pricesAsOf } from '../../core/sizing/prices.ts';
import { canCreateAlarm } from '../monitoring/alarms/pipelineAlarms.ts';
import { hasPart, objectiveKinds } from '../monitoring/objectives/burnMetrics.ts';
import { seriesWithMetrics } from '../monitoring/seriesWithMetrics.ts';
import { alarmNames } from '../settings/alarmOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, info, warning } from './advice.ts';

/** Advice about alarms and series whose fields aren't logged, and about alarms without subscribers. */
export function adviseOnAlarms(settings: PipelineSettings): Advice[] {
  const turnedOn = alarmNames.filter((name) => settings.alarms[name] !== false);
  const advice = turnedOn
    .filter((name) => !canCreateAlarm(name, settings.fieldNames))
    .map((name) =>
      warning(
        `alarm-${name}`,
        `alarms: ${name} is left out because the fields that its metrics need are not logged`,
      ),
    );
  const served = seriesWithMetrics(settings);
  const unserved = settings.metricSeries.filter((series) => !served.includes(series));
  if (unserved.length > 0) {
    const message = `metricSeries: ${unserved.join(', ')} cannot have metrics because the fields that identify them are not logged`;
    advice.push(warning('series', message));
  }
  if (turnedOn.length > 0 && settings.alarmTopicArn === undefined && settings.alarmEmails.length === 0) {
    const message = 'alarms: no one is subscribed yet; set alarmEmails, or subscribe to the topic';
    advice.push(info('alarm-subscribers', message));
  }
  return advice;
}

/** Advice about the price of the objectives' alarms, and about objectives whose fields aren't logged. */
export function adviseOnObjectives({ objectives, fieldNames }: PipelineSettings): Advice[] {
  if (objectives.length === 0) return [];
  const parts = objectives.flatMap((objective) => objectiveKinds.filter((kind) => hasPart(objective, kind)));
  const { alarmMetricMonth, compositeAlarmMonth } = prices;
  // Each part has two burn rates: a composite alarm over two alarms of two metrics.
  const dollars = parts.length * 2 * (compositeAlarmMonth.dollars + 4 * alarmMetricMonth.dollars);
  const present = metricsOf(fieldNames).map(({ name }) => name);
  const needs = [
    ['Availability', '5xxCount', 'sc-status'],
    ['Latency', 'TimeToFirstByte', 'time-to-first-byte'],
  ] as const;
  return [
    info(
      'objectives-price',
      `objectives: their alarms cost $${dollars.toFixed(2)} a month (us-east-1, ${pricesAsOf})`,
    ),
    ...needs
      .filter(([kind, metric]) => parts.includes(kind) && !present.includes(metric))
      .map(([kind, , field]) =>
        warning(
          `objective-${kind}`,
          `objectives: ${kind.toLowerCase()} can't be monitored because ${field} is not logged`,
        ),
      ),
  ];
}
