import { priceOfMetricSeries } from '../../../core/sizing/metricSeries.ts';

describe('priceOfMetricSeries', () => {
  it('multiplies without rounding errors', () => {
    expect(priceOfMetricSeries(17, 50)).toEqual({ dollarsOfSeries: 5.1, maxDollars: 255 });
  });
});
