import type { FirehoseRecord, TransformedRecord } from '../../core/destinations/firehoseEvent.ts';
import type { KinesisEvent } from '../../core/records/event.ts';

/** The records of an event of an event source mapping, as Firehose passes them to a function. */
export function toFirehoseRecords(event: string): FirehoseRecord[] {
  const { Records } = JSON.parse(event) as KinesisEvent;
  return Records.map(({ eventID, kinesis }) => {
    const arrival = Math.round(kinesis.approximateArrivalTimestamp * 1000);
    return {
      recordId: `${kinesis.sequenceNumber}000000`,
      data: kinesis.data,
      approximateArrivalTimestamp: arrival,
      kinesisRecordMetadata: {
        shardId: eventID.split(':')[0],
        sequenceNumber: kinesis.sequenceNumber,
        subsequenceNumber: 0,
        approximateArrivalTimestamp: arrival,
      },
    };
  });
}

/** Groups records into requests of a function, each of at most so many bytes of records. */
export function inRequests(records: readonly FirehoseRecord[], bytes: number): FirehoseRecord[][] {
  const requests: FirehoseRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = (record.data.length * 3) / 4;
    if (size > room) {
      requests.push([]);
      room = bytes;
    }
    requests[requests.length - 1].push(record);
    room -= size;
  }
  return requests;
}

/**
 * The answer of a function, if it has each record exactly once.
 *
 * @throws Error if it is not an answer that Firehose takes
 */
export function readAnswer(payload: string, records: readonly FirehoseRecord[]): TransformedRecord[] {
  const answer: TransformedRecord[] = JSON.parse(payload)?.records ?? [];
  const asked = records.map(({ recordId }) => recordId).sort();
  const answered = answer.map(({ recordId }) => recordId).sort();
  if (JSON.stringify(asked) === JSON.stringify(answered)) return answer;
  throw new Error(`expected an answer for each of ${asked.length} records, got ${answered.length}`);
}
