import fc from 'fast-check';
import { fitHistogram, maxDistinct, maxValues, splitHistogram } from '../../../core/metrics/histogram.ts';
import { readExample } from '../../support/examples.ts';
import { type Weighted, weigh, worstError } from '../../support/percentiles.ts';

const total = ({ counts }: Weighted) => counts.reduce((sum, count) => sum + count, 0);
const histogramOf = ({ values, counts }: Weighted) => fitHistogram(values, counts);

/** Tolerance for rounding errors of decimal numbers. */
const rounding = 1e-9;

describe('a histogram', () => {
  it('is exact while there are at most 300 values', () => {
    const values = Array.from({ length: 300 }, (_, index) => index * 7);
    const counts = values.map((value) => value + 1);
    expect(fitHistogram(values, counts)).toEqual({ values, counts });
    expect([maxValues, maxDistinct]).toEqual([150, 300]);
  });

  it('is split into data of at most 150 values, which contain all of it', () => {
    const values = Array.from({ length: 301 }, (_, index) => index);
    const counts = values.map((value) => value + 1);
    const data = splitHistogram({ values, counts });
    expect(data.map((datum) => [datum.values.length, datum.counts.length])).toEqual([
      [150, 150],
      [150, 150],
      [1, 1],
    ]);
    expect(data.flatMap((datum) => datum.values)).toEqual(values);
    expect(data.flatMap((datum) => datum.counts)).toEqual(counts);
    expect(splitHistogram({ values: [], counts: [] })).toEqual([]);
  });

  it('is empty without values', () => {
    expect(fitHistogram([], [])).toEqual({ values: [], counts: [] });
  });

  it('merges neighbors into a value with the same relative distance to both if there are more', () => {
    // 400 values that are so close that each bucket contains at most two of them.
    const values = Array.from({ length: 400 }, (_, index) => Math.round(10_000 * 1.00175 ** index));
    const { values: fitted, counts } = fitHistogram(
      values,
      values.map(() => 3),
    );
    expect(fitted.length).toBeLessThanOrEqual(maxDistinct);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1200);
    expect(Math.max(...fitted)).toBeLessThanOrEqual(values.at(-1) as number);
    expect(Math.min(...fitted)).toBeGreaterThanOrEqual(10_000);
    expect(fitted.toSorted((a, b) => a - b)).toEqual(fitted);
  });

  it('keeps zero separate', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index);
    const fitted = fitHistogram(
      values,
      values.map(() => 1),
    );
    expect([fitted.values[0], fitted.counts[0]]).toEqual([0, 1]);
  });

  it.each([
    'time-to-first-byte',
    'time-taken',
    'origin-fbl',
    'origin-lbl',
  ])('has an error of at most 1 %% in any percentile of %s of all example records together', (field) => {
    for (const name of ['website-46-fields', 'video-62-fields'] as const) {
      const { fields, lines } = readExample(name);
      const place = fields.indexOf(field);
      const logged = lines.map((line) => line.split('\t')[place]).filter((value) => value !== '-');
      const exact = weigh(logged.map((value) => Math.round(Number(value) * 1000)));
      const fitted = histogramOf(exact);
      expect([fitted.values.length <= maxDistinct, total(fitted)]).toEqual([true, logged.length]);
      expect(worstError(exact, fitted)).toBeLessThanOrEqual(0.01 + rounding);
    }
  });

  // Fewer different values have smaller errors, so this is the largest error between 1 ms and 60 s.
  it('has an error of at most 3% in any value of all milliseconds up to a minute', () => {
    const values = Array.from({ length: 60_000 }, (_, index) => index + 1);
    const fitted = fitHistogram(
      values,
      values.map(() => 1),
    );
    let value = 0;
    let worst = 0;
    for (const [index, count] of fitted.counts.entries()) {
      for (let member = 0; member < count; member++) {
        value++;
        worst = Math.max(worst, Math.abs(fitted.values[index] - value) / value);
      }
    }
    expect(value).toBe(60_000);
    expect(fitted.values.length).toBeLessThanOrEqual(maxDistinct);
    expect(worst).toBeLessThanOrEqual(0.03 + rounding);
  });

  it('has an error of at most 3% in any percentile of any durations between 1 ms and 60 s', () => {
    const duration = fc.oneof(
      fc.integer({ min: 1, max: 60_000 }),
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0, max: Math.log(60_000), noNaN: true }).map((log) => Math.round(Math.exp(log))),
    );
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 3000, size: 'max' }), (durations) => {
        const exact = weigh(durations);
        const fitted = histogramOf(exact);
        expect([fitted.values.length <= maxDistinct, total(fitted)]).toEqual([true, durations.length]);
        expect(worstError(exact, fitted)).toBeLessThanOrEqual(0.03 + rounding);
      }),
      { numRuns: 60 },
    );
  });

  it('fits any duration', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => Math.round(1.0012688 ** index));
    const distinct = [...new Set(values), 100_000_000_000];
    const fitted = fitHistogram(
      distinct,
      distinct.map(() => 1),
    );
    expect(fitted.values.length).toBeLessThanOrEqual(maxDistinct);
    expect(total(fitted)).toBe(distinct.length);
  });
});
