import { prices } from './prices.ts';

/** Monthly cost of metrics. */
export interface MetricSeriesPrice {
  /** Dollars per month for one series: a distribution or a cache behavior. */
  readonly dollarsOfSeries: number;
  /** Dollars per month for the largest number of series. */
  readonly maxDollars: number;
}

/**
 * Returns the monthly price of metric series. A series without data in an hour isn't billed for that hour, so this is
 * the price of series with constant traffic.
 *
 * @param metricsOfSeries number of metrics of each series
 * @param seriesLimit largest number of series
 */
export function priceOfMetricSeries(metricsOfSeries: number, seriesLimit: number): MetricSeriesPrice {
  const cents = Math.round(prices.customMetricMonth.dollars * 100) * metricsOfSeries;
  return { dollarsOfSeries: cents / 100, maxDollars: (cents * seriesLimit) / 100 };
}
