import { type KinesisEvent, readEvent } from '../../../core/records/event.ts';
import { RecordBatch } from '../../../core/records/recordBatch.ts';

function makeEvent(...records: { data: string; sequenceNumber: string; arrival: number }[]): KinesisEvent {
  return {
    Records: records.map(({ data, sequenceNumber, arrival }) => ({
      eventID: `shardId-000000000007:${sequenceNumber}`,
      kinesis: {
        data: Buffer.from(data).toString('base64'),
        sequenceNumber,
        approximateArrivalTimestamp: arrival,
      },
    })),
  };
}

describe('readEvent', () => {
  it('fills a batch with the records of an event, with arrival times in milliseconds', () => {
    const batch = new RecordBatch();
    readEvent(
      makeEvent(
        { data: 'é\n', sequenceNumber: '49590', arrival: 1_795_179_600.057 },
        { data: '', sequenceNumber: '49591', arrival: 1_795_179_601 },
      ),
      batch,
    );
    expect({
      shardId: batch.shardId,
      text: batch.bytes.toString('utf8', 0, batch.byteLength),
      ends: [...batch.ends.subarray(0, batch.count)],
      sequenceNumbers: batch.sequenceNumbers,
      arrivals: [...batch.arrivals.subarray(0, batch.count)],
    }).toEqual({
      shardId: 'shardId-000000000007',
      text: 'é\n',
      ends: [3, 3],
      sequenceNumbers: ['49590', '49591'],
      arrivals: [1_795_179_600_057, 1_795_179_601_000],
    });
  });

  it('empties a batch if the event has no records', () => {
    const batch = new RecordBatch();
    readEvent(makeEvent({ data: 'a', sequenceNumber: '1', arrival: 0 }), batch);
    readEvent(makeEvent(), batch);
    expect([batch.count, batch.byteLength, batch.shardId]).toEqual([0, 0, '']);
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ Records: 'x' }],
    [{ Records: [{ s3: {} }] }],
    ['text'],
  ])('rejects values that are not an event of a stream: %j', (event) => {
    expect(() => readEvent(event as unknown as KinesisEvent, new RecordBatch())).toThrow(
      `expected an event of a Kinesis stream, got ${JSON.stringify(event)}`,
    );
  });
});
