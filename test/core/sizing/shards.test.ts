import { estimateShards } from '../../../core/sizing/shards.ts';

describe('estimateShards', () => {
  it("needs 50 for the guide's 50,000 requests/s of 0.5 KB", () => {
    expect(
      estimateShards({ requestsPerSecond: 50_000, samplingRate: 100, recordBytes: 500, headroom: 0 }),
    ).toEqual({
      recordsPerSecond: 50_000,
      bytesPerSecond: 25_000_000,
      shardsByRecords: 50,
      shardsByBytes: 25,
      shards: 50,
    });
  });

  it.each([
    {
      case: 'bytes decide for large records',
      requests: 1000,
      sampling: 100,
      bytes: 1900,
      headroom: 0,
      shards: 2,
    },
    { case: 'exactly one shard full', requests: 1000, sampling: 100, bytes: 1000, headroom: 0, shards: 1 },
    { case: 'one byte too many', requests: 1000, sampling: 100, bytes: 1001, headroom: 0, shards: 2 },
    { case: 'sampling divides', requests: 50_000, sampling: 1, bytes: 500, headroom: 0, shards: 1 },
    { case: 'headroom multiplies', requests: 50_000, sampling: 100, bytes: 500, headroom: 30, shards: 65 },
    {
      case: 'headroom has no rounding error',
      requests: 1000,
      sampling: 100,
      bytes: 500,
      headroom: 10,
      shards: 2,
    },
    { case: 'at least one', requests: 0.1, sampling: 1, bytes: 100, headroom: 0, shards: 1 },
  ])('$case', ({ requests, sampling, bytes, headroom, shards }) => {
    const estimate = estimateShards({
      requestsPerSecond: requests,
      samplingRate: sampling,
      recordBytes: bytes,
      headroom,
    });
    expect(estimate.shards).toBe(shards);
  });
});
