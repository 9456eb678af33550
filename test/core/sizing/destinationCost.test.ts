import { destinationCost } from '../../../core/sizing/destinationCost.ts';

const at = (
  recordsPerSecond: number,
  shards: number,
  capacity: 'provisioned' | 'on-demand' = 'provisioned',
) => destinationCost({ recordsPerSecond, recordBytes: 500, shards, batchWindowSeconds: 10, capacity });

describe('what a destination costs a month', () => {
  it('includes a function for direct delivery, and Firehose with its function otherwise', () => {
    // 0.1 invocations per second of 0.2 s each, and 100 records per second of 0.0656 ms each, with 0.5 GB of memory.
    const invocations = 0.1 * 730 * 3600;
    const seconds = invocations * 0.2 + (100 * 730 * 3600 * 0.019 * (1769 / 512)) / 1000;
    const direct = (invocations / 1e6) * 0.2 + seconds * 0.5 * 0.0000133334;
    expect(at(100, 1).direct).toBeCloseTo(direct, 2);
    expect(at(100, 1).firehose).toBeGreaterThan(36.34);
    expect(at(100, 1).firehose).toBeLessThan(36.34 + 0.2);
  });

  it('includes enhanced fan-out by shards and bytes', () => {
    const gigabytes = (1000 * 730 * 3600 * 500) / 1e9;
    expect(at(1000, 2).enhancedFanOut).toBeCloseTo(2 * 730 * 0.015 + gigabytes * 0.013, 2);
  });

  it('includes the reads of an on-demand stream, which every reader pays', () => {
    const gigabytes = (1000 * 730 * 3600 * 500) / 1e9;
    expect(at(1000, 2, 'on-demand').direct - at(1000, 2).direct).toBeCloseTo(gigabytes * 0.04, 1);
    expect(at(1000, 2, 'on-demand').enhancedFanOut).toBeCloseTo(gigabytes * 0.01, 1);
  });
});
