import {
  groupIntoRequests,
  readAnswer,
  toFirehoseRecords,
} from '../../../emulator/destinations/firehoseRecords.ts';

const event = JSON.stringify({
  Records: ['1', '2', '3'].map((sequenceNumber) => ({
    eventID: `shardId-000000000001:${sequenceNumber}`,
    kinesis: { sequenceNumber, data: 'YWJjZGVm', approximateArrivalTimestamp: 1_795_179_610.123 },
  })),
});
const records = toFirehoseRecords(event);

describe('records of a delivery stream', () => {
  it('have a unique id, and their position in the stream', () => {
    expect(records[0]).toEqual({
      recordId: '1000000',
      data: 'YWJjZGVm',
      approximateArrivalTimestamp: 1_795_179_610_123,
      kinesisRecordMetadata: {
        shardId: 'shardId-000000000001',
        sequenceNumber: '1',
        subsequenceNumber: 0,
        approximateArrivalTimestamp: 1_795_179_610_123,
      },
    });
  });

  it('are passed to the function in requests of limited size', () => {
    const sizes = (bytes: number) => groupIntoRequests(records, bytes).map(({ length }) => length);
    expect([sizes(1000), sizes(12), sizes(1)]).toEqual([[3], [2, 1], [1, 1, 1]]);
  });
});

describe('the response of a function', () => {
  const answered = (...ids: string[]) =>
    JSON.stringify({ records: ids.map((recordId) => ({ recordId, result: 'ProcessingFailed' })) });

  it('is accepted if it contains each record once, in any order', () => {
    expect(readAnswer(answered('2000000', '3000000', '1000000'), records)).toHaveLength(3);
  });

  it.each([
    ['too few', answered('1000000', '2000000')],
    ['one twice', answered('1000000', '2000000', '2000000')],
    ['another', answered('1000000', '2000000', '4000000')],
    ['none', 'null'],
  ])('is rejected with %s', (_, payload) => {
    expect(() => readAnswer(payload, records)).toThrow('expected a result for each of 3 records');
  });
});
