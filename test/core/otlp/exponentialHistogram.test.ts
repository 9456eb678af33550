import fc from 'fast-check';
import { ExponentialHistogram, maxBuckets } from '../../../core/otlp/exponentialHistogram.ts';

function histogramOf(values: readonly number[]): ExponentialHistogram {
  const histogram = new ExponentialHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

/** Returns the bounds of each bucket, calculated from the definition of the buckets, and its count. */
function valuesOf(histogram: ExponentialHistogram): { from: number; to: number; count: number }[] {
  const { offset, counts } = histogram.buckets();
  const bound = (index: number) => 2 ** (index / 2 ** histogram.scale);
  return counts.map((count, index) => ({
    from: bound(offset + index),
    to: bound(offset + index + 1),
    count,
  }));
}

const positive = fc.double({ min: 0.001, max: 60_000, noNaN: true });

describe('ExponentialHistogram', () => {
  it('counts values in the bucket whose bounds enclose them', () => {
    const histogram = histogramOf([1, 1.5, 2, 0]);
    expect({ ...histogram }).toEqual({ scale: 3, count: 4, sum: 4.5, zeroCount: 1, min: 0, max: 2 });
    expect(valuesOf(histogram).filter(({ count }) => count > 0)).toEqual([
      { from: 2 ** (-1 / 8), to: 1, count: 1 },
      { from: 2 ** (4 / 8), to: 2 ** (5 / 8), count: 1 },
      { from: 2 ** (7 / 8), to: 2, count: 1 },
    ]);
  });

  it('has no buckets if all values are zero', () => {
    expect(histogramOf([0, 0]).buckets()).toEqual({ offset: 0, counts: [] });
  });

  it('counts all values in at most 160 buckets, each value within the bounds of its bucket', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 200 }), (values) => {
        const histogram = histogramOf(values);
        const buckets = valuesOf(histogram);
        expect(buckets.length).toBeLessThanOrEqual(maxBuckets);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { from, to, count } of buckets) {
          const inside = values.filter((value) => value > from * (1 - 1e-9) && value <= to * (1 + 1e-9));
          expect(inside.length).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });

  it('has the same buckets if values are added at once or merged from parts', () => {
    fc.assert(
      fc.property(fc.array(positive), fc.array(positive), (some, others) => {
        const merged = histogramOf(some);
        merged.merge(histogramOf(others));
        const whole = histogramOf([...some, ...others]);
        expect(merged.buckets()).toEqual(whole.buckets());
        expect([merged.scale, merged.count, merged.min, merged.max]).toEqual([
          whole.scale,
          whole.count,
          whole.min,
          whole.max,
        ]);
      }),
    );
  });
});
