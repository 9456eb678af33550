import type { RecordBatch } from './recordBatch.ts';

/** The properties of Lambda's event for a batch of a Kinesis stream that are used. */
export interface KinesisEvent {
  readonly Records: readonly {
    /** `shardId-000000000001:4959…` */
    readonly eventID: string;
    readonly kinesis: {
      /** The record, as base64. */
      readonly data: string;
      readonly sequenceNumber: string;
      /** Epoch seconds. */
      readonly approximateArrivalTimestamp: number;
    };
  }[];
}

/** Valid names of shards. File names contain the shard, so it must neither leave the folder nor hide the file. */
const shardName = /^[A-Za-z0-9][\w.-]{0,127}$/;

/** End of the year 9999, in epoch seconds. Later days have no partitions. */
const lastArrival = 253_402_300_799;

/**
 * Fills a batch with the records of an event. All records belong to one shard.
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

/** Returns an error that shows the beginning of the input: names and numbers of a record, but not its data. */
function unexpected(what: string, got: unknown): Error {
  const text = JSON.stringify(got, (name, value) => (name === 'data' ? typeof value : value)) ?? String(got);
  return new Error(`expected ${what}, got ${text.slice(0, 80)}`);
}
