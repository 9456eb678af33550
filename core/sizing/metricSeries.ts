import { prices } from './prices.ts';

/** What metrics cost in a month. */
export interface MetricSeriesPrice {
  /** Dollars a month for one series: one distribution, or one cache behavior of it. */
  readonly dollarsOfSeries: number;
  /** Dollars per month with as many series as allowed. */
  readonly dollarsAtMost: number;
}

/**
 * Monthly price of metric series. A series without data in an hour isn't billed for that hour, so this is
 * the price of busy ones.
 *
 * @param metricsOfSeries metrics that each series has
 * @param seriesLimit largest number of series
 */
export function priceOfMetricSeries(metricsOfSeries: number, seriesLimit: number): MetricSeriesPrice {
  const cents = Math.round(prices.customMetricMonth.dollars * 100) * metricsOfSeries;
  return { dollarsOfSeries: cents / 100, dollarsAtMost: (cents * seriesLimit) / 100 };
}
