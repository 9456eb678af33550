import type { KinesisEvent } from './event.ts';

/**
 * Keys under which Lambda saves batches that it gives up (Lambda developer guide, 'Retain discarded batch records
 * for a Kinesis Data Streams event source', November 2026).
 */
export const failurePrefix = 'aws/lambda/';

/**
 * The events of an object in which Lambda saved a batch that it gave up, each of one shard: `payload` is the event
 * as an escaped JSON string. Pieces of a bisected batch can stand in one object, as one event or as several.
 *
 * @throws Error with what was expected and what was got
 */
export function parseFailureObject(text: string): KinesisEvent[] {
  const object = parseJson(text, 'an invocation record of Lambda');
  const payload = isObject(object) ? object['payload'] : undefined;
  if (payload === undefined) {
    throw new Error(
      `expected an invocation record of Lambda with the event in 'payload', got ${shown(text)}`,
    );
  }
  const events = (Array.isArray(payload) ? payload : [payload]).map(parseEvent);
  return events.flatMap(splitByShard);
}

function parseEvent(payload: unknown): KinesisEvent {
  const event = typeof payload === 'string' ? parseJson(payload, "an event in 'payload'") : payload;
  const records: unknown = isObject(event) ? event['Records'] : undefined;
  if (!Array.isArray(records)) {
    throw new Error(`expected an event {"Records":[…]} in 'payload', got ${shown(JSON.stringify(event))}`);
  }
  const wrong = records.findIndex((record) => !isRecord(record));
  if (wrong >= 0) {
    throw new Error(
      `expected a record of a Kinesis stream at Records[${wrong}] of 'payload', got ${shown(JSON.stringify(records[wrong]))}`,
    );
  }
  return event as KinesisEvent;
}

function isRecord(record: unknown): boolean {
  if (!isObject(record) || !isObject(record['kinesis']) || typeof record['eventID'] !== 'string')
    return false;
  const { data, sequenceNumber, approximateArrivalTimestamp } = record['kinesis'];
  return (
    typeof data === 'string' &&
    typeof sequenceNumber === 'string' &&
    typeof approximateArrivalTimestamp === 'number' &&
    approximateArrivalTimestamp > 0
  );
}

/** Batches are of one shard; what was put together of several is taken apart, each shard's records in their order. */
function splitByShard({ Records }: KinesisEvent): KinesisEvent[] {
  const byShard = Map.groupBy(Records, ({ eventID }) => eventID.split(':')[0]);
  return [...byShard.values()].map((records) => ({ Records: records }));
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected ${what}, got ${shown(text)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text || 'nothing';
}
