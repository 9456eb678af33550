import { RecordBatch } from '../../core/records/recordBatch.ts';

/** A stream record. Missing members are derived from its position in the batch. */
export interface TestRecord {
  readonly data: string | Uint8Array;
  readonly sequenceNumber?: string;
  /** ISO 8601. */
  readonly arrival?: string;
}

export const shardId = 'shardId-000000000001';
export const arrivalOfBatches = '2026-11-20T13:05:00.000Z';

/** Returns the sequence number for a position, with the length of Kinesis's sequence numbers. */
export function sequenceNumberOf(place: number): string {
  return `4959${String(place).padStart(52, '0')}`;
}

/** Completes stream records, and adds a newline to text without one. */
export function recordsOf(given: readonly (string | TestRecord)[]): Required<TestRecord>[] {
  return given.map((record, place) => ({
    sequenceNumber: sequenceNumberOf(place),
    arrival: arrivalOfBatches,
    ...(typeof record === 'string' ? { data: `${record}\n` } : record),
  }));
}

/**
 * Returns an empty batch with little memory, because repeatedly freeing the consumer's default slows tests
 * down.
 */
export function newBatch(): RecordBatch {
  return new RecordBatch(1 << 16);
}

/** Returns a batch of records. A line becomes a record with a newline. */
export function batchOf(
  given: readonly (string | TestRecord)[],
  batch: RecordBatch = newBatch(),
): RecordBatch {
  batch.reset(shardId);
  for (const { data, sequenceNumber, arrival } of recordsOf(given)) {
    batch.addBytes(Buffer.from(data as Uint8Array), sequenceNumber, Date.parse(arrival));
  }
  return batch;
}
