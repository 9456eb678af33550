/**
 * Maximum number of records and bytes of one invocation (Lambda developer guide, 'Lambda quotas' and 'Kinesis', November 2026).
 */
const maxRecords = 10_000;
const maxBytes = 6_000_000;

/** Bytes of an event per record in addition to the base64 data: names, identifiers, sequence number. Measured. */
const envelopeBytes = 560;

/** Returns the number of records of a full invocation. */
export function recordsOfFullBatch(recordBytes: number): number {
  const bytesOfRecord = Math.ceil(recordBytes / 3) * 4 + envelopeBytes;
  return Math.max(1, Math.min(maxRecords, Math.floor(maxBytes / bytesOfRecord)));
}

/** How records arrive at the consumer. */
export interface Arrivals {
  readonly recordsPerSecond: number;
  readonly recordBytes: number;
  readonly shards: number;
  /** Seconds during which Lambda collects records of a shard for a batch. */
  readonly batchWindowSeconds: number;
}

/**
 * Returns the invocations per second. Lambda invokes the function when a batch is full or its window ends. Each
 * invocation writes a file.
 */
export function invocationsPerSecond(arrivals: Arrivals): number {
  const { recordsPerSecond, recordBytes, shards, batchWindowSeconds } = arrivals;
  const byFullness = recordsPerSecond / recordsOfFullBatch(recordBytes);
  const byWindow = batchWindowSeconds === 0 ? recordsPerSecond : shards / batchWindowSeconds;
  return Math.min(recordsPerSecond, Math.max(byFullness, byWindow));
}
