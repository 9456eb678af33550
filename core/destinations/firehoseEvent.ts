/**
 * The event that Firehose sends to a function that transforms records of a Kinesis stream (Firehose developer guide,
 * 'Transform source data', November 2026).
 */
export interface FirehoseEvent {
  readonly records: readonly FirehoseRecord[];
}

/** A record to transform. */
export interface FirehoseRecord {
  readonly recordId: string;
  /** The stream's record, as base64. */
  readonly data: string;
  /** Epoch milliseconds. */
  readonly approximateArrivalTimestamp: number;
  readonly kinesisRecordMetadata?: {
    readonly shardId: string;
    readonly sequenceNumber: string;
  };
}

/** The result for one record. */
export type TransformedRecord =
  | { readonly recordId: string; readonly result: 'Ok'; readonly data: string }
  | { readonly recordId: string; readonly result: 'ProcessingFailed' };

/** The response to an event. It contains each record of the event exactly once. */
export interface FirehoseAnswer {
  readonly records: readonly TransformedRecord[];
}

/**
 * Validates an event.
 *
 * @throws Error if the event is not from Firehose
 */
export function readFirehoseEvent(event: unknown): FirehoseEvent {
  const records: unknown = (event as Partial<FirehoseEvent> | null)?.records;
  if (Array.isArray(records) && records.every(isRecord)) return { records };
  throw new Error('expected a Firehose event whose records have an ID and data, got something else');
}

function isRecord(record: unknown): record is FirehoseRecord {
  const { recordId, data } = (record ?? {}) as Partial<FirehoseRecord>;
  return typeof recordId === 'string' && typeof data === 'string';
}
