import type { Estimate, Workload } from '../../core/sizing/estimate.ts';
import { otlpVolume } from '../../core/sizing/otlpVolume.ts';

/** Attributes that `metricExport` has unless it names others. */
const usualAttributes = 3;

/**
 * Compares OpenTelemetry metrics with classic ones, as lines for people.
 *
 * @param attributeSets attribute sets with requests in a batch
 */
export function describeOtlp(workload: Workload, { shards }: Estimate, attributeSets: number): string[] {
  const { averageRequestsPerSecond, samplingRate, metricSeries, metricsOfSeries } = workload;
  const { gigabytesOfMonth, breakEvenDollars } = otlpVolume(
    {
      ...workload,
      shards,
      recordsPerSecond: (averageRequestsPerSecond * samplingRate) / 100,
      attributeSets,
      attributes: usualAttributes,
      metrics: metricsOfSeries,
    },
    metricSeries,
  );
  return [
    '',
    `OpenTelemetry metrics of ${attributeSets.toLocaleString('en-US')} attribute sets in each batch: ${gigabytesOfMonth.toFixed(1)} GB a month.`,
    `The ${metricSeries.toLocaleString('en-US')} classic series cost as much if a GB costs $${breakEvenDollars.toFixed(3)}. The CloudWatch pricing page has its price.`,
  ];
}
