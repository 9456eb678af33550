import type { MetricDatum } from './datum.ts';
import { dimension } from './definitions.ts';
import { type HealthDefinition, type HealthMetricName, healthDefinitions } from './healthDefinitions.ts';

/** Sums of a batch over all distributions and minutes, by the names of the pipeline's metrics. */
export type TrafficTotals = Partial<Readonly<Record<HealthMetricName, number>>>;

const totals = new Map(
  healthDefinitions.flatMap(({ name, totalOf }: HealthDefinition) =>
    totalOf === undefined ? [] : [[totalOf, name as HealthMetricName] as const],
  ),
);

/** Adds up the traffic's metrics of a batch over all distributions. Metrics that it lacks have no total. */
export function trafficTotals(data: readonly MetricDatum[]): TrafficTotals {
  const sums: Partial<Record<HealthMetricName, number>> = {};
  for (const { name, dimensions, value } of data) {
    const total = totals.get(name);
    // Those of cache behaviors are contained in those of their distribution.
    if (total === undefined || value === undefined || dimension.cacheBehavior in dimensions) continue;
    sums[total] = (sums[total] ?? 0) + value;
  }
  return sums;
}
