import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { monthlyCost as monthlyCostMetric } from '../metrics/costMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { atOnce, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const hoursOfDay = 24;

/**
 * The logs would cost more than planned. A whole day is looked at, which slides on by the minute: a daily peak does
 * not raise it, and an attack of a hundred times the usual traffic does within minutes.
 */
export function monthlyCost(
  metrics: PipelineMetrics,
  dollars: number,
  settings: PipelineSettings,
): PipelineAlarm {
  return {
    name: 'monthlyCost',
    metric: monthlyCostMetric({ settings, ...metrics }, hoursOfDay),
    threshold: dollars,
    ...atOnce,
    ...missingIsOk,
    meaning: `A month of days like the last 24 hours would cost more than $${dollars} for the logs.`,
    remedy:
      'Find who causes it with the saved query top_talkers; block an attack, lower samplingRate, or raise alarms.monthlyCost.',
  };
}
