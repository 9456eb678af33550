import { firehoseMonthlyCost } from '../../../core/sizing/firehoseCost.ts';

describe('what Firehose costs a month', () => {
  it.each([
    [100, 427, 36.34],
    [1_000, 427, 363.41],
    [1_000, 5 * 1024, 363.41],
    [1_000, 5 * 1024 + 1, 726.81],
    [50_000, 427, 17_712.1],
  ])('at %d records per second of %d bytes bills 5 KB per record, and is cheaper beyond 500 TB', (records, bytes, dollars) => {
    expect(firehoseMonthlyCost(records, bytes)).toBeCloseTo(dollars, 2);
  });
});
