/**
 * What Firehose sends to a function that transforms records of a Kinesis stream (Firehose developer guide, 'Transform
 * source data', November 2026).
 */
export interface FirehoseEvent {
  readonly records: readonly FirehoseRecord[];
}

/** A record to transform. */
export interface FirehoseRecord {
  readonly recordId: string;
  /** The record of the stream, base64. */
  readonly data: string;
  /** Epoch milliseconds. */
  readonly approximateArrivalTimestamp: number;
  readonly kinesisRecordMetadata?: {
    readonly shardId: string;
    readonly sequenceNumber: string;
  };
}

/** The answer for one record. */
export type TransformedRecord =
  | { readonly recordId: string; readonly result: 'Ok'; readonly data: string }
  | { readonly recordId: string; readonly result: 'ProcessingFailed' };

/** The answer to an event: each of its records exactly once. */
export interface FirehoseAnswer {
  readonly records: readonly TransformedRecord[];
}

/**
 * Reads an event.
 *
 * @throws Error if it is not one of Firehose
 */
export function readFirehoseEvent(event: unknown): FirehoseEvent {
  const records: unknown = (event as Partial<FirehoseEvent> | null)?.records;
  if (Array.isArray(records) && records.every(isRecord)) return { records };
  throw new Error('expected an event of Firehose with records that have an id and data, got something else');
}

function isRecord(record: unknown): record is FirehoseRecord {
  const { recordId, data } = (record ?? {}) as Partial<FirehoseRecord>;
  return typeof recordId === 'string' && typeof data === 'string';
}
