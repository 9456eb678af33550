import { otlpVolume } from '../../../core/sizing/otlpVolume.ts';

const traffic = {
  recordsPerSecond: 1_000,
  recordBytes: 200,
  shards: 2,
  batchWindowSeconds: 10,
  attributeSets: 100,
  attributes: 3,
  metrics: 15,
};

it('is proportional to batches, attribute sets, and metrics', () => {
  const { gigabytesOfMonth, breakEvenDollars } = otlpVolume(traffic, 50);
  // Two shards with a batch every ten seconds: 525,600 batches of 100 × 15 points of 241 bytes.
  expect(gigabytesOfMonth).toBeCloseTo(190.004, 3);
  expect(breakEvenDollars).toBeCloseTo((50 * 15 * 0.3) / 190.0044, 6);
  expect(otlpVolume({ ...traffic, attributeSets: 200 }, 50).gigabytesOfMonth).toBeCloseTo(380.009, 3);
});

it('is nothing without traffic', () => {
  expect(otlpVolume({ ...traffic, recordsPerSecond: 0 }, 50)).toEqual({
    gigabytesOfMonth: 0,
    breakEvenDollars: 0,
  });
});
