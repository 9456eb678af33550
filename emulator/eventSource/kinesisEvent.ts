import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';

/**
 * Maximum size of an event's JSON, in bytes: 6 MB for the payload of a synchronous invocation, Lambda quotas
 * page, 2026-11.
 */
export const maximumEventBytes = 6 * 1024 * 1024;

const opening = '{"Records":[';
const closing = ']}';

/** A stream record in the format of Lambda events. */
export interface EventRecord {
  readonly sequenceNumber: string;
  /** Arrival time in epoch milliseconds. */
  readonly arrivedAt: number;
  /** JSON of the record in the event. */
  readonly json: string;
  /** Size of {@link json} in bytes. */
  readonly bytes: number;
}

/** Origin of an event's records, and the role that invokes the function. */
export interface EventOrigin {
  readonly shardId: string;
  readonly streamArn: string;
  /** ARN of the function's role. */
  readonly invokeIdentityArn: string;
}

/**
 * Converts a record to the format of Lambda events: Lambda developer guide, "Using Lambda with Kinesis",
 * 2026-11.
 */
export function toEventRecord(record: KinesisRecord, origin: EventOrigin): EventRecord {
  const { SequenceNumber: sequenceNumber = '', ApproximateArrivalTimestamp: arrival = new Date(0) } = record;
  const json = JSON.stringify({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: record.PartitionKey,
      sequenceNumber,
      data: toBase64(record.Data ?? new Uint8Array()),
      approximateArrivalTimestamp: arrival.getTime() / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${origin.shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: origin.invokeIdentityArn,
    awsRegion: origin.streamArn.split(':')[3],
    eventSourceARN: origin.streamArn,
  });
  return { sequenceNumber, arrivedAt: arrival.getTime(), json, bytes: Buffer.byteLength(json) };
}

/** Returns the JSON of an event with these records. */
export function toEvent(records: readonly EventRecord[]): string {
  return opening + records.map(({ json }) => json).join(',') + closing;
}

/** Returns how many records, counted from the first one, fit into one event of at most `batchSize` records. */
export function countFitting(records: readonly EventRecord[], batchSize: number): number {
  let bytes = opening.length + closing.length - 1;
  let count = 0;
  for (const record of records) {
    bytes += record.bytes + 1;
    if (count === batchSize || bytes > maximumEventBytes) break;
    count++;
  }
  return count;
}

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
