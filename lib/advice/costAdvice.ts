import { metricsOf } from '../../core/metrics/definitions.ts';
import { estimatePipeline } from '../../core/sizing/estimate.ts';
import { priceOfMetricSeries } from '../../core/sizing/metricSeries.ts';
import { otlpVolume } from '../../core/sizing/otlpVolume.ts';
import { hoursOfMonth, prices, pricesAsOf } from '../../core/sizing/prices.ts';
import { estimateShards } from '../../core/sizing/shards.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, info } from './advice.ts';

/** Number of attribute sets for which the volume of OpenTelemetry metrics is printed. */
const attributeSets = 100;

/** Advice about the monthly cost: the total of `cfrl estimate` for one distribution with one cache behavior. */
export function adviseOnCost(settings: PipelineSettings): Advice {
  const { monthlyCost } = estimatePipeline({
    ...settings,
    averageRequestsPerSecond: settings.requestsPerSecond,
    currentShards: undefined,
    metricSeries: 2,
    metricsOfSeries: metricsOf(settings.fieldNames, settings.additionalMetrics).length,
  });
  const { total, cloudFrontLogs, kinesisProvisioned, kinesisOnDemand } = monthlyCost;
  const kinesis = settings.capacity === 'on-demand' ? kinesisOnDemand : kinesisProvisioned;
  const rest = total - cloudFrontLogs - kinesisProvisioned;
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  return info(
    'monthly-cost',
    `A month at a constant ${settings.requestsPerSecond} requests/s costs about ` +
      `${dollars(cloudFrontLogs + kinesis + rest)} (us-east-1, ${pricesAsOf}): CloudFront ${dollars(cloudFrontLogs)}, ` +
      `Kinesis ${dollars(kinesis)}, the rest ${dollars(rest)}; npx cfrl estimate prints every part`,
  );
}

/** Advice about the highest price of explanations. */
export function adviseOnExplanations({ explanations }: PipelineSettings): Advice[] {
  if (explanations === false) return [];
  const { scanLimitGigabytes, maxPerHour } = explanations;
  const dollars = (scanLimitGigabytes / 1_000) * prices.athenaTerabyte.dollars;
  return [
    info(
      'explanations-price',
      `explanations: each scans at most ${scanLimitGigabytes} GB, which costs $${dollars.toFixed(3)}; the maximum of ${maxPerHour} ` +
        `per hour would cost $${(dollars * maxPerHour * hoursOfMonth).toFixed(2)} a month (us-east-1, ${pricesAsOf})`,
    ),
  ];
}

/** Advice about the price of CloudWatch metrics. */
export function adviseOnMetricPrice({
  fieldNames,
  additionalMetrics,
  metricSeriesLimit,
}: PipelineSettings): Advice {
  const metrics = metricsOf(fieldNames, additionalMetrics).length;
  const { dollarsOfSeries, maxDollars } = priceOfMetricSeries(metrics, metricSeriesLimit);
  const price = `$${prices.customMetricMonth.dollars.toFixed(2)} (us-east-1, ${pricesAsOf})`;
  return info(
    'metric-price',
    `Metrics: each distribution and each cache behavior with requests costs $${dollarsOfSeries.toFixed(2)} a month ` +
      `(${metrics} metrics at ${price}), at most $${maxDollars.toFixed(2)} for ${metricSeriesLimit} series`,
  );
}

/** Advice about the volume of OpenTelemetry metrics, and the price per GB at which classic metrics cost the same. */
export function adviseOnOtlpVolume(settings: PipelineSettings): Advice[] {
  const { metricExport, metricSeriesLimit, fieldNames, additionalMetrics, recordBytes, batchWindowSeconds } =
    settings;
  if (metricExport === undefined) return [];
  const { recordsPerSecond, shards } = estimateShards(settings);
  const { gigabytesOfMonth, breakEvenDollars } = otlpVolume(
    {
      recordsPerSecond,
      recordBytes,
      shards,
      batchWindowSeconds,
      attributeSets,
      attributes: metricExport.attributes.length,
      metrics: metricsOf(fieldNames, additionalMetrics).length,
    },
    metricSeriesLimit,
  );
  return [
    info(
      'otlp-volume',
      `metricExport: about ${gigabytesOfMonth.toFixed(1)} GB a month for every ${attributeSets} combinations of attribute ` +
        `values in a batch. ${metricSeriesLimit} classic series cost as much if a GB costs $${breakEvenDollars.toFixed(3)}; ` +
        'the CloudWatch pricing page lists the price of a GB of OpenTelemetry metrics',
    ),
  ];
}
