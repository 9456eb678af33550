import { setImmediate } from 'node:timers/promises';
import { DescribeStreamSummaryCommand, PutRecordCommand, SplitShardCommand } from '@aws-sdk/client-kinesis';
import {
  failureBucket,
  type MappingFixture,
  mappingFixture,
  streamName,
  textsOf,
} from '../fixtures/mapping.ts';

let fixture: MappingFixture;
/** The texts of each invocation, in order. */
let invocations: string[][];

beforeEach(async () => {
  fixture = await mappingFixture();
  invocations = [];
});

afterEach(() => fixture.close());

/** Returns a function that fails if its event contains one of these texts, up to a maximum number of times. */
function failingOn(texts: string[], times = Number.POSITIVE_INFINITY) {
  let failures = 0;
  return async (event: string) => {
    invocations.push(textsOf(event));
    const fails = failures < times && textsOf(event).some((text) => texts.includes(text));
    if (!fails) return { requestId: 'request' };
    failures++;
    return { requestId: 'request', functionError: 'Unhandled' };
  };
}

/** Waits until the function was invoked this many times. */
async function untilInvoked(times: number): Promise<void> {
  while (invocations.length < times) await setImmediate();
}

describe('startEventSource', () => {
  it('invokes the function with an event in the format of Lambda', async () => {
    const before = Date.now() / 1000;
    const { SequenceNumber } = await fixture.kinesis.send(
      new PutRecordCommand({ StreamName: streamName, Data: Buffer.from('a\tb\n'), PartitionKey: 'key "1"' }),
    );
    const { StreamDescriptionSummary: stream } = await fixture.kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: streamName }),
    );
    const events: string[] = [];

    const source = await fixture.start({
      async invoke(event) {
        events.push(event);
        return { requestId: 'request' };
      },
    });
    await source.drain();

    const [event] = events.map((each) => JSON.parse(each));
    expect(event).toEqual({
      Records: [
        {
          kinesis: {
            kinesisSchemaVersion: '1.0',
            partitionKey: 'key "1"',
            sequenceNumber: SequenceNumber,
            data: 'YQliCg==',
            approximateArrivalTimestamp: expect.any(Number),
          },
          eventSource: 'aws:kinesis',
          eventVersion: '1.0',
          eventID: `shardId-000000000000:${SequenceNumber}`,
          eventName: 'aws:kinesis:record',
          invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
          awsRegion: 'us-east-1',
          eventSourceARN: stream?.StreamARN,
        },
      ],
    });
    expect(event.Records[0].kinesis.approximateArrivalTimestamp).toBeGreaterThanOrEqual(before);
  });

  it('sends a full batch immediately, and keeps the rest until a batch is full', async () => {
    await fixture.put('a', 'b', 'c');
    const source = await fixture.start({
      invoke: failingOn([]),
      batchSize: 2,
      maximumBatchingWindowSeconds: 3600,
    });

    await untilInvoked(1);
    await fixture.put('d');
    await untilInvoked(2);

    expect(invocations).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(source.counts).toMatchObject({
      PolledEventCount: 4,
      InvokedEventCount: 4,
      FailedInvokeEventCount: 0,
    });
  });

  it('sends an incomplete batch when its window ends', async () => {
    await fixture.put('a');
    await fixture.start({ invoke: failingOn([]), batchSize: 2, maximumBatchingWindowSeconds: 0.05 });

    await untilInvoked(1);

    expect(invocations).toEqual([['a']]);
  });

  it('keeps an event within 6 MB of JSON', async () => {
    const large = (text: string) => text.repeat(1_000_000);
    for (const text of ['1', '2', '3', '4', '5', '6']) await fixture.put(large(text));
    const sizes: number[] = [];

    const source = await fixture.start({
      async invoke(event) {
        sizes.push(event.length);
        invocations.push(textsOf(event).map((text) => text[0]));
        return { requestId: 'request' };
      },
    });
    await source.drain();

    expect(invocations).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6'],
    ]);
    expect(sizes[0]).toBeLessThanOrEqual(6 * 1024 * 1024);
    expect(sizes[0]).toBeGreaterThan(5_300_000);
  });

  it('reads the stream again for a retry, with the same start and possibly a later end', async () => {
    await fixture.put('a', 'b');
    const source = await fixture.start({
      bisectBatchOnFunctionError: false,
      async invoke(event) {
        invocations.push(textsOf(event));
        if (invocations.length > 1) return { requestId: 'request' };
        await fixture.put('c');
        return { requestId: 'request', functionError: 'Unhandled' };
      },
    });

    await source.drain();

    expect(invocations).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    expect(source.counts).toEqual({
      PolledEventCount: 5,
      InvokedEventCount: 5,
      FailedInvokeEventCount: 2,
      DroppedEventCount: 0,
      OnFailureDestinationDeliveredEventCount: 0,
    });
  });

  it('continues after a retry that ended earlier', async () => {
    await fixture.put('a', 'b', 'c', 'd');

    const source = await fixture.start({
      invoke: failingOn(['a'], 1),
      bisectBatchOnFunctionError: false,
      countResent: (records) => records - 1,
    });
    await source.drain();

    expect(invocations).toEqual([['a', 'b', 'c', 'd'], ['a', 'b', 'c'], ['d']]);
  });

  it('retries a shortened half unchanged, and sends the removed records once', async () => {
    await fixture.put('a', 'b', 'c', 'd');

    const source = await fixture.start({
      invoke: failingOn(['a'], 2),
      countResent: (records) => records - 1,
    });
    await source.drain();

    expect(invocations).toEqual([['a', 'b', 'c', 'd'], ['a'], ['a'], ['b'], ['c'], ['d']]);
  });

  it('splits a failing batch until the bad record is isolated, retries it, and stores its complete event', async () => {
    await fixture.put('a', 'b', 'bad', 'd', 'e');

    const source = await fixture.start({
      invoke: failingOn(['bad']),
      maximumRetryAttempts: 2,
      onFailureBucket: failureBucket,
      mappingId: '11111111-2222-3333-4444-555555555555',
    });
    await source.drain();

    expect(invocations).toEqual([
      ['a', 'b', 'bad', 'd', 'e'],
      ['a', 'b', 'bad'],
      ['a', 'b'],
      ['bad'],
      ['bad'],
      ['bad'],
      ['d', 'e'],
    ]);
    const [{ key, body }] = fixture.failures();
    expect(key).toMatch(
      /^aws\/lambda\/11111111-2222-3333-4444-555555555555\/shardId-000000000000\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
    );
    const payload = JSON.parse(body.payload as string);
    const { sequenceNumber } = payload.Records[0].kinesis;
    const arrival = new Date(payload.Records[0].kinesis.approximateArrivalTimestamp * 1000).toISOString();
    expect(textsOf(body.payload as string)).toEqual(['bad']);
    expect(body).toEqual({
      requestContext: {
        requestId: 'request',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:local',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 5,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: sequenceNumber,
        endSequenceNumber: sequenceNumber,
        approximateArrivalOfFirstRecord: arrival,
        approximateArrivalOfLastRecord: arrival,
        batchSize: 1,
        streamArn: payload.Records[0].eventSourceARN,
      },
      payload: expect.any(String),
    });
    expect(source.counts.OnFailureDestinationDeliveredEventCount).toBe(1);
  });

  it('consolidates the failed pieces of one batch in one object', async () => {
    await fixture.put('bad', 'b', 'worse', 'd');

    const source = await fixture.start({
      invoke: failingOn(['bad', 'worse']),
      maximumRetryAttempts: 0,
      onFailureBucket: failureBucket,
      consolidateFailures: true,
    });
    await source.drain();

    expect(fixture.failures().map(({ body }) => textsOf(body.payload as string))).toEqual([['bad', 'worse']]);
    expect(source.counts.OnFailureDestinationDeliveredEventCount).toBe(2);
  });

  it('retries records until they are too old, and gives up the oldest ones', async () => {
    await fixture.put('old', 'older');
    const putAt = Date.now();
    while (Date.now() === putAt) await setImmediate();
    await fixture.put('new');

    const source = await fixture.start({
      invoke: failingOn([]),
      maximumRecordAgeSeconds: 3600,
      onFailureBucket: failureBucket,
      now: () => putAt + 3_600_001,
    });
    await source.drain();

    const [{ body }] = fixture.failures();
    expect(invocations).toEqual([['new']]);
    expect(textsOf(body.payload as string)).toEqual(['old', 'older']);
    expect(body).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 },
      responseContext: null,
    });
  });

  it('measures the age of records by the given clock', async () => {
    await fixture.put('old');

    const source = await fixture.start({
      invoke: failingOn([]),
      maximumRecordAgeSeconds: 3600,
      onFailureBucket: failureBucket,
      now: () => Date.now() + 3_601_000,
    });
    await source.drain();

    expect(invocations).toEqual([]);
    expect(fixture.failures()).toHaveLength(1);
  });

  it('has nothing to wait for after it is stopped', async () => {
    const source = await fixture.start({ invoke: failingOn([]) });
    await source.stop();

    await expect(source.drain()).resolves.toBeUndefined();
  });

  it.each([
    ['no destination'],
    ['a destination that fails'],
  ])('counts records as dropped that are given up with %s', async (name) => {
    await fixture.put('bad');

    const source = await fixture.start({
      invoke: failingOn(['bad']),
      maximumRetryAttempts: 0,
      onFailureBucket: name === 'no destination' ? undefined : 'absent',
    });
    await source.drain();

    expect(source.counts).toMatchObject({ DroppedEventCount: 1, OnFailureDestinationDeliveredEventCount: 0 });
  });

  it('does not count a retry or split a batch if the function cannot be invoked', async () => {
    await fixture.put('a', 'b');
    const source = await fixture.start({
      maximumRetryAttempts: 0,
      async invoke(event) {
        invocations.push(textsOf(event));
        if (invocations.length < 3) throw new Error('Too many invocations.');
        return { requestId: 'request' };
      },
    });

    await source.drain();

    expect(invocations).toEqual(Array(3).fill(['a', 'b']));
    expect(source.counts).toMatchObject({
      InvokedEventCount: 2,
      FailedInvokeEventCount: 4,
      DroppedEventCount: 0,
    });
  });

  it('after a split, reads the child shards after the end of their parent', async () => {
    await fixture.put('a', 'b', 'c');
    await fixture.kinesis.send(
      new SplitShardCommand({
        StreamName: streamName,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: String(2n ** 127n),
      }),
    );
    // MD5 of 'a' begins with 0c, of 'b' with 92.
    await fixture.put('a', 'b');

    const source = await fixture.start({ invoke: failingOn(['a'], 3), bisectBatchOnFunctionError: false });
    await source.drain();

    expect(invocations.slice(0, 4)).toEqual(Array(4).fill(['a', 'b', 'c']));
    expect(invocations.slice(4).sort()).toEqual([['a'], ['b']]);
    expect(source.checkpoint()).toMatchObject({
      'shardId-000000000000': { ended: true },
      'shardId-000000000001': { ended: false },
      'shardId-000000000002': { ended: false },
    });
  });

  it('continues where another event source stopped', async () => {
    await fixture.put('a', 'b');
    const first = await fixture.start({ invoke: failingOn([]) });
    await first.drain();
    await first.stop();
    await fixture.put('c');

    const second = await fixture.start({ invoke: failingOn([]), checkpoint: first.checkpoint() });
    await second.drain();

    expect(invocations).toEqual([['a', 'b'], ['c']]);
  });

  it('does not settle a batch whose retries are stopped', async () => {
    await fixture.put('a', 'bad');
    const source = await fixture.start({ invoke: failingOn(['bad']) });
    await untilInvoked(5);

    await source.stop();

    expect(source.checkpoint()).toEqual({ 'shardId-000000000000': { ended: false } });
  });
});
