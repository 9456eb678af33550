/**
 * Records that a shard of a Kinesis stream accepts a second (Kinesis developer guide, 'Quotas and limits',
 * 2026-04).
 */
export const recordsPerSecondOfShard = 1000;

/** Bytes that a shard accepts a second: 1 MB, taken as 1,000,000 bytes. */
export const bytesPerSecondOfShard = 1_000_000;

/** What decides how many shards a stream needs. */
export interface Traffic {
  /** Viewer requests a second at the busiest time, over everything that the log configuration is attached to. */
  readonly requestsPerSecond: number;
  /** Percentage of the requests that is logged, 1 to 100. */
  readonly samplingRate: number;
  /** Bytes of a typical record. */
  readonly recordBytes: number;
  /** Percentage by which the stream is larger than the traffic needs. */
  readonly headroom: number;
}

/** How many shards a stream needs, and why. */
export interface ShardEstimate {
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Shards for the number of records. */
  readonly shardsByRecords: number;
  /** Shards for the bytes. */
  readonly shardsByBytes: number;
  /** The larger of the two. */
  readonly shards: number;
}

/** Shards for a traffic, headroom included. */
export function estimateShards({
  requestsPerSecond,
  samplingRate,
  recordBytes,
  headroom,
}: Traffic): ShardEstimate {
  const recordsPerSecond = (requestsPerSecond * samplingRate * (100 + headroom)) / 10_000;
  const bytesPerSecond = recordsPerSecond * recordBytes;
  const shardsByRecords = Math.max(1, Math.ceil(recordsPerSecond / recordsPerSecondOfShard));
  const shardsByBytes = Math.max(1, Math.ceil(bytesPerSecond / bytesPerSecondOfShard));
  return {
    recordsPerSecond,
    bytesPerSecond,
    shardsByRecords,
    shardsByBytes,
    shards: Math.max(shardsByRecords, shardsByBytes),
  };
}
