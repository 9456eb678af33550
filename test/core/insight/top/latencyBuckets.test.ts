import { LatencyBuckets } from '../../../../core/insight/top/latencyBuckets.ts';

describe('buckets of latencies', () => {
  it('compute percentiles within 2%', () => {
    const buckets = new LatencyBuckets();
    for (let milliseconds = 1; milliseconds <= 10_000; milliseconds++) buckets.add(milliseconds / 1000);
    for (const part of [0.5, 0.95, 0.99, 1]) {
      expect(Math.abs(buckets.percentile(part) / (10 * part) - 1)).toBeLessThan(0.0201);
    }
  });

  it('accept times beyond their limits, and can be merged', () => {
    const [buckets, other] = [new LatencyBuckets(), new LatencyBuckets()];
    buckets.add(0);
    other.add(1e9);
    buckets.merge(other);
    expect(buckets.count).toBe(2);
    expect(buckets.percentile(0.5)).toBe(0.001);
    expect(buckets.percentile(1)).toBeGreaterThan(14_000);
  });
});
