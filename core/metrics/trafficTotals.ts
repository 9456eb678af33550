import type { MetricDatum } from './datum.ts';
import { dimension } from './definitions.ts';
import { type HealthDefinition, type HealthMetricName, healthDefinitions } from './healthDefinitions.ts';

/** Sums of a batch over all distributions and minutes, by the name of the pipeline's metric. */
export type TrafficTotals = Partial<Readonly<Record<HealthMetricName, number>>>;

const totals = new Map(
  healthDefinitions.flatMap(({ name, totalOf }: HealthDefinition) =>
    totalOf === undefined ? [] : [[totalOf, name as HealthMetricName] as const],
  ),
);

/**
 * Adds up the traffic metrics of a batch over all distributions. Metrics that are missing in the batch have no total.
 */
export function trafficTotals(data: readonly MetricDatum[]): TrafficTotals {
  const sums: Partial<Record<HealthMetricName, number>> = {};
  for (const { name, dimensions, value } of data) {
    const total = totals.get(name);
    // The metrics of a distribution include those of its cache behaviors.
    if (total === undefined || value === undefined || dimension.cacheBehavior in dimensions) continue;
    sums[total] = (sums[total] ?? 0) + value;
  }
  return sums;
}
