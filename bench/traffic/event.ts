import { Random } from '../../harness/random.ts';
import type { Records } from './exampleRecords.ts';

/** Maximum size of an event's JSON, in bytes (Lambda quotas, November 2026: 6 MB of payload). */
export const maxEventBytes = 6 * 1024 * 1024;

/** Maximum records of an event: the largest batch size of a mapping for a Kinesis stream. */
const maxRecords = 10_000;

/** Current time in every run, in epoch milliseconds, so that every run has the same event. */
export const now = Date.parse('2026-11-20T13:34:56Z');

/** Requests end in a time span of this length, which ends this long before `now`. */
const spanMilliseconds = 180_000;
const beforeNowMilliseconds = 60_000;

/** Maximum deviation of a record's arrival from its order in the stream. */
const jitterMilliseconds = 2_000;

const shardId = 'shardId-000000000011';
const firstSequenceNumber = 49_676_823_510_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000n;
const seed = 6;

/** A Lambda event, and its contents. */
export interface BenchmarkEvent {
  readonly json: string;
  readonly fields: readonly string[];
  readonly records: number;
  /** Total bytes of the records. */
  readonly rawBytes: number;
}

/**
 * Creates an event with as many records as fit, or with `limit` records. If there are fewer records, they are
 * repeated. The requests ended within the last minutes, and all arrived in one hour, so that they result in
 * one file.
 */
export function makeEvent({ fields, rows }: Records, limit = maxRecords): BenchmarkEvent {
  const random = new Random(seed);
  const timestampPlace = fields.indexOf('timestamp');
  const members: string[] = [];
  let rawBytes = 0;
  let jsonBytes = '{"Records":[]}'.length;
  while (members.length < Math.min(limit, maxRecords)) {
    const index = members.length;
    const values = [...rows[index % rows.length]];
    if (timestampPlace >= 0) values[timestampPlace] = retime(index, random);
    const line = `${values.join('\t')}\n`;
    const member = JSON.stringify(eventRecord(line, index, random));
    jsonBytes += member.length + 1;
    if (jsonBytes > maxEventBytes) break;
    members.push(member);
    rawBytes += line.length;
  }
  return { json: `{"Records":[${members.join(',')}]}`, fields, records: members.length, rawBytes };
}

/** Returns the lines of an event's records, for preparations that aren't timed. */
export function linesOf({ json }: BenchmarkEvent): string[] {
  const { Records: records } = JSON.parse(json) as { Records: { kinesis: { data: string } }[] };
  return records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString('latin1').slice(0, -1));
}

function retime(index: number, random: Random): string {
  const progress = (index * (spanMilliseconds / maxRecords)) % spanMilliseconds;
  const time = now - beforeNowMilliseconds - spanMilliseconds + progress + random.below(jitterMilliseconds);
  return (time / 1000).toFixed(3);
}

/** Creates a record in Lambda's format: Lambda developer guide, 'Using Lambda with Kinesis', November 2026. */
function eventRecord(line: string, index: number, random: Random): object {
  const sequenceNumber = `${firstSequenceNumber + BigInt(index) * 17n}`;
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: random.hex(16),
      sequenceNumber,
      data: Buffer.from(line, 'latin1').toString('base64'),
      approximateArrivalTimestamp: (now - 1000 + Math.floor(index / 10)) / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::111122223333:role/RealtimeLogs-Consumer',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:111122223333:stream/realtime-logs',
  };
}
