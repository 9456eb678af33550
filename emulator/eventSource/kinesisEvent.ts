import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';

/**
 * The most that an event may have, in bytes of its JSON: 6 MB of a synchronous invocation's payload,
 * Lambda quotas page, 2026-11.
 */
export const maximumEventBytes = 6 * 1024 * 1024;

const opening = '{"Records":[';
const closing = ']}';

/** A record of a stream, worded as events word it. */
export interface EventRecord {
  readonly sequenceNumber: string;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  /** Its member of the event. */
  readonly json: string;
  /** Bytes of {@link json}. */
  readonly bytes: number;
}

/** Where the records of an event come from, and the role that sends it. */
export interface EventOrigin {
  readonly shardId: string;
  readonly streamArn: string;
  /** The function's role. */
  readonly invokeIdentityArn: string;
}

/** Words a record as Lambda does: Lambda developer guide, "Using Lambda with Kinesis", 2026-11. */
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

/** The event with these records, as the function receives it. */
export function toEvent(records: readonly EventRecord[]): string {
  return opening + records.map(({ json }) => json).join(',') + closing;
}

/** How many of these records, from the first on, fit into one event of at most this many records. */
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
