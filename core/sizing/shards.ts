/**
 * Records that a shard of a Kinesis stream accepts per second (Kinesis developer guide, 'Quotas and limits',
 * 2026-04).
 */
export const recordsPerSecondOfShard = 1000;

/** Bytes that a shard accepts per second: 1 MB, read as 1,000,000 bytes. */
export const bytesPerSecondOfShard = 1_000_000;

/** Input for the number of shards of a stream. */
export interface Traffic {
  /** Viewer requests per second at the busiest time, for all distributions and behaviors with the log configuration. */
  readonly requestsPerSecond: number;
  /** Percentage of requests that are logged, 1 to 100. */
  readonly samplingRate: number;
  /** Bytes of a typical record. */
  readonly recordBytes: number;
  /** Percentage to add to the required size of the stream. */
  readonly headroom: number;
}

/** The number of shards that a stream needs, and the reasons. */
export interface ShardEstimate {
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Number of shards for the record rate. */
  readonly shardsByRecords: number;
  /** Number of shards for the byte rate. */
  readonly shardsByBytes: number;
  /** The larger of the two. */
  readonly shards: number;
}

/** Estimates the number of shards for traffic, including headroom. */
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
