import { Random } from '../../harness/random.ts';
import type { Records } from './exampleRecords.ts';

/** The most that an event may have, in bytes of its JSON (Lambda quotas, November 2026: 6 MB of payload). */
export const mostEventBytes = 6 * 1024 * 1024;

/** The most records of an event: the largest batch size of a Kinesis stream's mapping. */
const mostRecords = 10_000;

/** The time of every run, so that every run has the same event, in epoch milliseconds. */
export const now = Date.parse('2026-11-20T13:34:56Z');

/** Requests end in this span of time, which ends this long before `now`. */
const spanMilliseconds = 180_000;
const beforeNowMilliseconds = 60_000;

/** Records are put into the stream up to this much later or earlier than their order in it says. */
const jitterMilliseconds = 2_000;

const shardId = 'shardId-000000000011';
const firstSequenceNumber = 49_676_823_510_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000n;
const seed = 6;

/** An event as Lambda hands it over, and what is in it. */
export interface BenchmarkEvent {
  readonly json: string;
  readonly fields: readonly string[];
  readonly records: number;
  /** Bytes of the records. */
  readonly rawBytes: number;
}

/**
 * An event of as many records as fit, or of `limit` of them, started over if there are no more. Their requests
 * ended within the last minutes; all arrived in one hour, so that they make one file.
 */
export function makeEvent({ fields, rows }: Records, limit = mostRecords): BenchmarkEvent {
  const random = new Random(seed);
  const timestampPlace = fields.indexOf('timestamp');
  const members: string[] = [];
  let rawBytes = 0;
  let jsonBytes = '{"Records":[]}'.length;
  while (members.length < Math.min(limit, mostRecords)) {
    const index = members.length;
    const values = [...(rows[index % rows.length] as readonly string[])];
    if (timestampPlace >= 0) values[timestampPlace] = retime(index, random);
    const line = `${values.join('\t')}\n`;
    const member = JSON.stringify(eventRecord(line, index, random));
    jsonBytes += member.length + 1;
    if (jsonBytes > mostEventBytes) break;
    members.push(member);
    rawBytes += line.length;
  }
  return { json: `{"Records":[${members.join(',')}]}`, fields, records: members.length, rawBytes };
}

/** Lines of an event's records, for what is prepared before time is taken. */
export function linesOf({ json }: BenchmarkEvent): string[] {
  const { Records: records } = JSON.parse(json) as { Records: { kinesis: { data: string } }[] };
  return records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString('latin1').slice(0, -1));
}

function retime(index: number, random: Random): string {
  const progress = (index * (spanMilliseconds / mostRecords)) % spanMilliseconds;
  const time = now - beforeNowMilliseconds - spanMilliseconds + progress + random.below(jitterMilliseconds);
  return (time / 1000).toFixed(3);
}

/** A record worded as Lambda does: Lambda developer guide, 'Using Lambda with Kinesis', November 2026. */
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
