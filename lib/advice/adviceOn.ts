import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import type { Advice } from './advice.ts';
import { onAlarms, onObjectives } from './alarmAdvice.ts';
import { onCapacity, onReservedConcurrency } from './capacityAdvice.ts';
import { onCost, onExplanations, onMetricPrice, onOtlpVolume } from './costAdvice.ts';
import { onDestinations } from './destinationAdvice.ts';
import { onAdditionalMetrics, onFields, onMetrics, onQueries } from './fieldAdvice.ts';

/** Returns the messages that synth prints about a pipeline. */
export function adviceOn(settings: PipelineSettings): Advice[] {
  return [
    ...onFields(settings.fieldNames),
    ...onMetrics(settings.fieldNames),
    ...onAdditionalMetrics(settings),
    ...onQueries(settings.fieldNames),
    ...onCapacity(settings),
    ...onReservedConcurrency(settings),
    ...onDestinations(settings),
    onCost(settings),
    ...onAlarms(settings),
    ...onObjectives(settings),
    ...onExplanations(settings),
    onMetricPrice(settings),
    ...onOtlpVolume(settings),
  ];
}
