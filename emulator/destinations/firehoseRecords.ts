import type { FirehoseRecord, TransformedRecord } from '../../core/destinations/firehoseEvent.ts';
import type { KinesisEvent } from '../../core/records/event.ts';

/** Converts an event source mapping's event to the records that Firehose passes to a function. */
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

/** Groups records into requests for a function, each with at most `bytes` bytes of records. */
export function groupIntoRequests(records: readonly FirehoseRecord[], bytes: number): FirehoseRecord[][] {
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
 * Reads a function's response, which must contain each record exactly once.
 *
 * @throws Error if Firehose would reject the response
 */
export function readAnswer(payload: string, records: readonly FirehoseRecord[]): TransformedRecord[] {
  const answer: TransformedRecord[] = JSON.parse(payload)?.records ?? [];
  const asked = records.map(({ recordId }) => recordId).sort();
  const answered = answer.map(({ recordId }) => recordId).sort();
  if (JSON.stringify(asked) === JSON.stringify(answered)) return answer;
  throw new Error(`expected a result for each of ${asked.length} records, got ${answered.length}`);
}
