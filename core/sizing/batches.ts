/** Records and bytes of one invocation (Lambda developer guide, 'Lambda quotas' and 'Kinesis', November 2026). */
const mostRecords = 10_000;
const mostBytes = 6_000_000;

/** Bytes of an event for each record besides its base64 data: names, identifiers, sequence number. Measured. */
const envelopeBytes = 560;

/** Records of an invocation that is full. */
export function recordsOfFullBatch(recordBytes: number): number {
  const bytesOfRecord = Math.ceil(recordBytes / 3) * 4 + envelopeBytes;
  return Math.max(1, Math.min(mostRecords, Math.floor(mostBytes / bytesOfRecord)));
}

/** How records arrive at the consumer. */
export interface Arrivals {
  readonly recordsPerSecond: number;
  readonly recordBytes: number;
  readonly shards: number;
  /** Seconds for which Lambda collects records of a shard for a batch. */
  readonly batchWindowSeconds: number;
}

/** Invocations per second; each writes a file, when a batch is full or its window ends. */
export function invocationsPerSecond(arrivals: Arrivals): number {
  const { recordsPerSecond, recordBytes, shards, batchWindowSeconds } = arrivals;
  const byFullness = recordsPerSecond / recordsOfFullBatch(recordBytes);
  const byWindow = batchWindowSeconds === 0 ? recordsPerSecond : shards / batchWindowSeconds;
  return Math.min(recordsPerSecond, Math.max(byFullness, byWindow));
}
