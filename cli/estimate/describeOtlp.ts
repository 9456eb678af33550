import type { Estimate, Workload } from '../../core/sizing/estimate.ts';
import { otlpVolume } from '../../core/sizing/otlpVolume.ts';

/** Attributes that `metricExport` has unless it names others. */
const usualAttributes = 3;

/**
 * Compares OpenTelemetry metrics with classic ones, as lines for people.
 *
 * @param attributeSets attribute sets with requests in a batch
 * @param gigabyteDollars price of a GB; undefined if the user didn't give it
 */
export function describeOtlp(
  workload: Workload,
  { shards }: Estimate,
  attributeSets: number,
  gigabyteDollars: number | undefined,
): string[] {
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
  const price =
    gigabyteDollars === undefined
      ? 'The CloudWatch pricing page has its price.'
      : `At $${gigabyteDollars} they cost $${(gigabytesOfMonth * gigabyteDollars).toFixed(2)} a month.`;
  return [
    '',
    `OpenTelemetry metrics of ${attributeSets.toLocaleString('en-US')} attribute sets in each batch: ${gigabytesOfMonth.toFixed(1)} GB a month.`,
    `The ${metricSeries.toLocaleString('en-US')} classic series cost as much if a GB costs $${breakEvenDollars.toFixed(3)}. ${price}`,
  ];
}
