import type { RecordBatch } from './records/recordBatch.ts';

/** What is read of the event that Lambda makes of a batch of a Kinesis stream. */
export interface KinesisEvent {
  readonly Records: readonly {
    /** `shardId-000000000001:4959…` */
    readonly eventID: string;
    readonly kinesis: {
      /** The record, base64. */
      readonly data: string;
      readonly sequenceNumber: string;
      /** Seconds since 1970. */
      readonly approximateArrivalTimestamp: number;
    };
  }[];
}

/**
 * Fills a batch with the records of an event, which are all of one shard.
 *
 * @throws Error where the event is none of a Kinesis stream
 */
export function readEvent(event: KinesisEvent, batch: RecordBatch): void {
  const records = event?.Records;
  const eventId = records?.[0]?.eventID;
  if (!Array.isArray(records) || (records.length > 0 && typeof eventId !== 'string')) {
    throw new Error(`expected an event of a Kinesis stream, got ${JSON.stringify(event)?.slice(0, 80)}`);
  }
  batch.reset(eventId?.split(':')[0] ?? '');
  for (const { kinesis } of records) {
    batch.addBase64(
      kinesis.data,
      kinesis.sequenceNumber,
      Math.round(kinesis.approximateArrivalTimestamp * 1000),
    );
  }
}
