import { type KinesisEvent, readEvent } from '../records/event.ts';
import { RecordBatch } from '../records/recordBatch.ts';

/**
 * Prefix of the keys under which Lambda stores batches that it discards (Lambda developer guide, 'Retain discarded
 * batch records for a Kinesis Data Streams event source', November 2026).
 */
export const failurePrefix = 'aws/lambda/';

/**
 * Returns the events of an object in which Lambda stored a failed batch, each with records of one shard. `payload` is
 * the event as an escaped JSON string. Parts of a bisected batch can be in one object, as one or several events.
 *
 * @throws Error with what was expected and what was received
 */
export function parseFailureObject(text: string): KinesisEvent[] {
  const object = parseJson(text, 'an invocation record of Lambda');
  const payload = isObject(object) ? object['payload'] : undefined;
  if (payload === undefined) {
    throw new Error(
      `expected an invocation record of Lambda with the event in 'payload', got ${shorten(text)}`,
    );
  }
  const events = (Array.isArray(payload) ? payload : [payload]).map(parseEvent).flatMap(splitByShard);
  const batch = new RecordBatch(text.length);
  for (const event of events) readEvent(event, batch);
  return events;
}

/** Returns the name of the function whose batch an object contains; undefined if the object doesn't name one. */
export function functionOfFailure(text: string): string | undefined {
  const object = parseJson(text, 'an invocation record of Lambda');
  const context = isObject(object) ? object['requestContext'] : undefined;
  const arn = isObject(context) ? context['functionArn'] : undefined;
  return typeof arn === 'string' ? arn.split(':')[6] : undefined;
}

function parseEvent(payload: unknown): KinesisEvent {
  const event = typeof payload === 'string' ? parseJson(payload, "an event in 'payload'") : payload;
  if (isObject(event) && Array.isArray(event['Records'])) return event as unknown as KinesisEvent;
  throw new Error(`expected an event {"Records":[…]} in 'payload', got ${shorten(JSON.stringify(event))}`);
}

/** Splits an event by shard and keeps the order of each shard's records. A batch only contains records of one shard. */
function splitByShard({ Records }: KinesisEvent): KinesisEvent[] {
  const byShard = Map.groupBy(Records, (record) => String(record?.eventID).split(':')[0]);
  return [...byShard.values()].map((records) => ({ Records: records }));
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected ${what}, got ${shorten(text)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text || 'nothing';
}
