import type { MetricDatum } from '../../../core/metrics/datum.ts';
import { trafficTotals } from '../../../core/metrics/trafficTotals.ts';

function count(name: string, value: number, dimensions: MetricDatum['dimensions']): MetricDatum {
  return { name, unit: 'Count', dimensions, timestamp: 0, value };
}

describe('trafficTotals', () => {
  it('adds up distributions and minutes, without counting cache behaviors twice', () => {
    expect(
      trafficTotals([
        count('Requests', 5, { Distribution: 'a' }),
        count('Requests', 5, { Distribution: 'a', CacheBehavior: '*' }),
        count('Requests', 7, { Distribution: 'b' }),
        count('5xxCount', 0, { Distribution: 'a' }),
        count('4xxCount', 3, { Distribution: 'a' }),
      ]),
    ).toEqual({ Requests: 12, '5xxCount': 0 });
  });

  it('has no total without a metric', () => {
    expect(trafficTotals([])).toEqual({});
  });
});
