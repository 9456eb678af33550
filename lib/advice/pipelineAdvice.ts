import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import type { Advice } from './advice.ts';
import { adviseOnAlarms, adviseOnObjectives } from './alarmAdvice.ts';
import { adviseOnCapacity, adviseOnReservedConcurrency } from './capacityAdvice.ts';
import { adviseOnCost, adviseOnExplanations, adviseOnMetricPrice, adviseOnOtlpVolume } from './costAdvice.ts';
import { adviseOnDestinations } from './destinationAdvice.ts';
import {
  adviseOnAdditionalMetrics,
  adviseOnFields,
  adviseOnMetrics,
  adviseOnQueries,
} from './fieldAdvice.ts';

/** Returns the messages that synth prints about a pipeline. */
export function adviseOnPipeline(settings: PipelineSettings): Advice[] {
  return [
    ...adviseOnFields(settings.fieldNames),
    ...adviseOnMetrics(settings.fieldNames),
    ...adviseOnAdditionalMetrics(settings),
    ...adviseOnQueries(settings.fieldNames),
    ...adviseOnCapacity(settings),
    ...adviseOnReservedConcurrency(settings),
    ...adviseOnDestinations(settings),
    adviseOnCost(settings),
    ...adviseOnAlarms(settings),
    ...adviseOnObjectives(settings),
    ...adviseOnExplanations(settings),
    adviseOnMetricPrice(settings),
    ...adviseOnOtlpVolume(settings),
  ];
}
