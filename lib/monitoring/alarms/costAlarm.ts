import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { monthlyCost as monthlyCostMetric } from '../metrics/costMetric.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { afterOneBreach, missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

const hoursOfDay = 24;

/**
 * The logs would cost more than planned. The window covers the last 24 hours and moves every minute: a daily peak
 * doesn't raise the alarm, but an attack with a hundred times the usual traffic raises it within minutes.
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
    ...afterOneBreach,
    ...missingIsOk,
    meaning: `If every day were like the last 24 hours, the logs would cost more than $${dollars} a month.`,
    remedy:
      'Find the cause with the saved query top_talkers. Block an attack, lower samplingRate, or raise alarms.monthlyCost.',
  };
}
