import { invocationsPerSecond, recordsOfFullBatch } from '../../../core/sizing/batches.ts';

describe('recordsOfFullBatch', () => {
  it.each([
    ['typical records', 480, 5000],
    ['full records', 1333, 2564],
    ['small records', 10, 10_000],
    ['the largest records', 1_000_000, 4],
  ])('of %s, %i bytes each, are %i', (_, recordBytes, records) => {
    expect(recordsOfFullBatch(recordBytes)).toBe(records);
  });
});

describe('invocationsPerSecond', () => {
  const countInvocations = (recordsPerSecond: number, shards: number, batchWindowSeconds = 10) =>
    invocationsPerSecond({ recordsPerSecond, recordBytes: 480, shards, batchWindowSeconds });

  it('are one per window and shard while batches are not full', () => {
    expect(countInvocations(100, 1)).toBe(0.1);
    expect(countInvocations(100, 4)).toBe(0.4);
  });

  it('are one per full batch', () => {
    expect(countInvocations(50_000, 50)).toBe(10);
  });

  it('are at most the number of records', () => {
    expect(countInvocations(0.01, 4)).toBe(0.01);
    expect(countInvocations(7, 1, 0)).toBe(7);
  });
});
