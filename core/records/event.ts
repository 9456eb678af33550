import type { RecordBatch } from './recordBatch.ts';

/** What is read of the event that Lambda makes of a batch of a Kinesis stream. */
export interface KinesisEvent {
  readonly Records: readonly {
    /** `shardId-000000000001:4959…` */
    readonly eventID: string;
    readonly kinesis: {
      /** The record, base64. */
      readonly data: string;
      readonly sequenceNumber: string;
      /** Epoch seconds. */
      readonly approximateArrivalTimestamp: number;
    };
  }[];
}

/** Part of file names, besides sequence numbers: it may neither leave their folder nor hide them. */
const shardName = /^[A-Za-z0-9][\w.-]{0,127}$/;

/** Seconds of the last moment of the year 9999, beyond which days have no partitions. */
const lastArrival = 253_402_300_799;

/**
 * Fills a batch with the records of an event, which are all of one shard.
 *
 * @throws Error if the event isn't from a Kinesis stream
 */
export function readEvent(event: KinesisEvent, batch: RecordBatch): void {
  const records: unknown = event?.Records;
  if (!Array.isArray(records)) throw unexpected('an event of a Kinesis stream', event);
  const eventId: unknown = records[0]?.eventID;
  const shardId = typeof eventId === 'string' ? eventId.split(':')[0] : '';
  if (records.length > 0 && !shardName.test(shardId)) throw unexpected('an event of a Kinesis stream', event);
  batch.reset(shardId);
  for (const record of records) {
    const { data, sequenceNumber, approximateArrivalTimestamp: arrival } = record?.kinesis ?? {};
    const isRecord =
      typeof data === 'string' &&
      typeof sequenceNumber === 'string' &&
      typeof arrival === 'number' &&
      arrival >= 0 &&
      arrival <= lastArrival;
    if (!isRecord) throw unexpected('a record of a Kinesis stream', record);
    batch.addBase64(data, sequenceNumber, Math.round(arrival * 1000));
  }
}

/** An error that shows the beginning of the input: names and numbers of a record, but none of its bytes. */
function unexpected(what: string, got: unknown): Error {
  const text = JSON.stringify(got, (name, value) => (name === 'data' ? typeof value : value)) ?? String(got);
  return new Error(`expected ${what}, got ${text.slice(0, 80)}`);
}
