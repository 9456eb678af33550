import fc from 'fast-check';
import { bucketCount, bucketOf, bucketValue, percentile } from '../../../explorer/table/latencyBuckets.ts';

describe('buckets of times', () => {
  it('are exact up to a second, and within 0.3% up to ten minutes', () => {
    for (let time = 0; time <= 1_000; time++) expect(bucketValue(bucketOf(time))).toBe(time);
    fc.assert(
      fc.property(fc.integer({ min: 1_001, max: 600_000 }), (time) => {
        expect(Math.abs(bucketValue(bucketOf(time)) / time - 1)).toBeLessThan(0.003);
        expect(bucketOf(time)).toBeLessThan(bucketCount);
      }),
    );
  });

  it('ignore absent and invalid times, and end with the longest time', () => {
    expect([null, -1, Number.NaN].map(bucketOf)).toEqual([0, 0, 0]);
    expect(bucketOf(1e12)).toBe(bucketOf(600_000));
  });

  it('return percentiles by nearest rank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (times, share) => {
          const counts = new Uint32Array(bucketCount);
          for (const time of times) counts[bucketOf(time)]++;
          const sorted = [...times].sort((a, b) => a - b);
          expect(percentile(counts, share)).toBe(
            sorted[Math.ceil((share * 100 * times.length) / 100 - 1e-9) - 1],
          );
        },
      ),
    );
    expect(percentile(new Uint32Array(bucketCount), 0.5)).toBeNull();
  });
});
