import { RecordBatch } from '../../core/records/recordBatch.ts';

/** A record of the stream; what is not given follows from its place in the batch. */
export interface TestRecord {
  readonly data: string | Uint8Array;
  readonly sequenceNumber?: string;
  /** ISO 8601. */
  readonly arrival?: string;
}

export const shardId = 'shardId-000000000001';
export const arrivalOfBatches = '2026-11-20T13:05:00.000Z';

/** Sequence number of a record by its place, as long as Kinesis's own. */
export function sequenceNumberOf(place: number): string {
  return `4959${String(place).padStart(52, '0')}`;
}

/** Complete stream records; a newline is added to text without one. */
export function recordsOf(given: readonly (string | TestRecord)[]): Required<TestRecord>[] {
  return given.map((record, place) => ({
    sequenceNumber: sequenceNumberOf(place),
    arrival: arrivalOfBatches,
    ...(typeof record === 'string' ? { data: `${record}\n` } : record),
  }));
}

/** An empty batch. It starts with little memory: freeing the default of the consumer over and over slows tests down. */
export function newBatch(): RecordBatch {
  return new RecordBatch(1 << 16);
}

/** A batch of records, or of lines that become records of their own, newline added. */
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
