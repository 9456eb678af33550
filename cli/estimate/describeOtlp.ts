import { defaultAttributes } from '../../core/otlp/attributeChoice.ts';
import type { Estimate, Workload } from '../../core/sizing/estimate.ts';
import { type OtlpVolume, otlpVolume } from '../../core/sizing/otlpVolume.ts';

/** Volume and cost of OpenTelemetry metrics. */
export interface OtlpCost extends OtlpVolume {
  /** Dollars per month; undefined if the price of a GB isn't given. */
  readonly monthlyCost?: number;
}

/**
 * Returns the volume of OpenTelemetry metrics, and the price of a GB at which they cost as much as classic metrics.
 *
 * @param attributeSets number of attribute sets with requests in a batch
 * @param gigabyteDollars price of a GB; undefined if it isn't given
 */
export function otlpOf(
  workload: Workload,
  { shards }: Estimate,
  attributeSets: number,
  gigabyteDollars: number | undefined,
): OtlpCost {
  const { averageRequestsPerSecond, samplingRate, metricSeries, metricsOfSeries } = workload;
  const traffic = {
    ...workload,
    shards,
    recordsPerSecond: (averageRequestsPerSecond * samplingRate) / 100,
    attributeSets,
    attributes: defaultAttributes.length,
    metrics: metricsOfSeries,
  };
  const volume = otlpVolume(traffic, metricSeries);
  if (gigabyteDollars === undefined) return volume;
  return { ...volume, monthlyCost: Math.round(volume.gigabytesOfMonth * gigabyteDollars * 100) / 100 };
}

/**
 * Compares OpenTelemetry metrics with classic metrics. Returns lines of text.
 *
 * @param gigabyteDollars price of a GB; undefined if it isn't given
 */
export function describeOtlp(
  workload: Workload,
  estimate: Estimate,
  attributeSets: number,
  gigabyteDollars: number | undefined,
): string[] {
  const { gigabytesOfMonth, breakEvenDollars, monthlyCost } = otlpOf(
    workload,
    estimate,
    attributeSets,
    gigabyteDollars,
  );
  const price =
    monthlyCost === undefined
      ? 'The CloudWatch pricing page lists the price of a GB.'
      : `At $${gigabyteDollars}, OpenTelemetry metrics cost $${monthlyCost.toFixed(2)} a month.`;
  return [
    '',
    `OpenTelemetry metrics of ${attributeSets.toLocaleString('en-US')} attribute sets in each batch: ${gigabytesOfMonth.toFixed(1)} GB a month.`,
    `The ${workload.metricSeries.toLocaleString('en-US')} classic series cost as much if a GB costs $${breakEvenDollars.toFixed(3)}. ${price}`,
  ];
}
