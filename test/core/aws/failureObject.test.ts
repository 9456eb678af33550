import { parseFailureObject } from '../../../core/aws/failureObject.ts';

const first = makeRecord('shardId-000000000001', '4959001', 'a');
const second = makeRecord('shardId-000000000001', '4959002', 'b');
const ofOtherShard = makeRecord('shardId-000000000002', '4959501', 'c');

function makeRecord(shardId: string, sequenceNumber: string, text: string) {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'key',
      sequenceNumber,
      data: Buffer.from(text).toString('base64'),
      approximateArrivalTimestamp: 1795179900.123,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/consumer',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/logs',
  };
}

/** A failure object in Lambda's format: see "Example Amazon S3 invocation record" in its developer guide. */
function makeFailureObject(payload: unknown): string {
  return JSON.stringify({
    requestContext: {
      requestId: 'c9b8fa9f-5a7f-4000-8000-000000000000',
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:consumer',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 1,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-20T13:06:00.021Z',
    KinesisBatchInfo: { shardId: 'shardId-000000000001', batchSize: 2 },
    payload,
  });
}

describe('parseFailureObject', () => {
  it.each([
    ['the event as an escaped string', JSON.stringify({ Records: [first, second] }), [[first, second]]],
    ['the event itself', { Records: [first] }, [[first]]],
    [
      'several pieces',
      [JSON.stringify({ Records: [first] }), JSON.stringify({ Records: [second] })],
      [[first], [second]],
    ],
    [
      'records of several shards',
      JSON.stringify({ Records: [first, ofOtherShard, second] }),
      [[first, second], [ofOtherShard]],
    ],
    ['no records', JSON.stringify({ Records: [] }), []],
  ])('reads %s', (_, payload, records) => {
    expect(parseFailureObject(makeFailureObject(payload))).toEqual(records.map((Records) => ({ Records })));
  });

  it.each([
    ['', 'expected an invocation record of Lambda, got nothing'],
    ['<Error>', 'expected an invocation record of Lambda, got <Error>'],
    ['[]', "expected an invocation record of Lambda with the event in 'payload', got []"],
    [
      JSON.stringify({ version: '1.0', KinesisBatchInfo: { shardId: 'shardId-000000000001' } }),
      'expected an invocation record of Lambda with the event in \'payload\', got {"version":"1.0","KinesisBatchInfo":{"shardId":"shardId-000000000001"}}',
    ],
    [makeFailureObject('{"Records":'), 'expected an event in \'payload\', got {"Records":'],
    [makeFailureObject('null'), 'expected an event {"Records":[…]} in \'payload\', got null'],
    [
      makeFailureObject({ Records: [first, null] }),
      'expected an event of a Kinesis stream, got {"Records":[null]}',
    ],
    [
      makeFailureObject({ Records: [{ ...first, eventID: '../x:1' }] }),
      'expected an event of a Kinesis stream, got {"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"key","seque',
    ],
    [
      makeFailureObject({
        Records: [{ eventID: first.eventID, kinesis: { data: 'YQ==', sequenceNumber: '1' } }],
      }),
      'expected a record of a Kinesis stream, got {"eventID":"shardId-000000000001:4959001","kinesis":{"data":"string","sequenceNu',
    ],
  ])('rejects %j', (text, message) => {
    expect(() => parseFailureObject(text)).toThrow(new Error(message));
  });
});
