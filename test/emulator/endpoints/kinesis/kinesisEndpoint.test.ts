import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import type { Endpoint } from '../../../../emulator/endpoints/endpoint.ts';
import {
  type KinesisEndpointOptions,
  startKinesisEndpoint,
} from '../../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { kinesisClient } from '../../fixtures/clients.ts';

const StreamName = 'logs';
const firstShard = 'shardId-000000000000';
let endpoint: Endpoint;
let client: KinesisClient;
let clock = 0;

async function start(options: KinesisEndpointOptions = {}, shards = 1) {
  clock = Date.UTC(2026, 10, 20, 13);
  endpoint = await startKinesisEndpoint({ now: () => clock, ...options });
  client = kinesisClient(endpoint.url);
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: shards }));
}

afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const records = (count: number, bytes = 1) =>
  Array.from({ length: count }, (_, index) => ({
    Data: Buffer.alloc(bytes, String(index % 10)),
    PartitionKey: String(index),
  }));

async function put(...texts: string[]): Promise<string[]> {
  const sequenceNumbers: string[] = [];
  for (const text of texts) {
    const answer = await client.send(
      new PutRecordCommand({ StreamName, Data: Buffer.from(text), PartitionKey: text }),
    );
    sequenceNumbers.push(answer.SequenceNumber as string);
  }
  return sequenceNumbers;
}

async function iterator(input: Partial<GetShardIteratorCommandInput>): Promise<string | undefined> {
  const answer = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: firstShard,
      ShardIteratorType: 'TRIM_HORIZON',
      ...input,
    }),
  );
  return answer.ShardIterator;
}

const read = async (input: Partial<GetShardIteratorCommandInput> = {}, Limit?: number) =>
  client.send(new GetRecordsCommand({ ShardIterator: await iterator(input), Limit }));

const texts = (answer: { Records?: { Data?: Uint8Array | undefined }[] | undefined }) =>
  answer.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString());

describe('startKinesisEndpoint', () => {
  it('describes a stream as active, with its open shards', async () => {
    await start({}, 3);

    const { StreamDescriptionSummary: summary } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    );

    expect(summary).toMatchObject({ StreamName, StreamStatus: 'ACTIVE', OpenShardCount: 3 });
  });

  it('returns records in order, with arrival times and increasing sequence numbers of 56 digits', async () => {
    await start();
    const sequenceNumbers = await put('a', 'b', 'c');

    const answer = await read();

    expect(answer.Records).toEqual(
      ['a', 'b', 'c'].map((text, index) => ({
        Data: new Uint8Array(Buffer.from(text)),
        PartitionKey: text,
        SequenceNumber: sequenceNumbers[index],
        ApproximateArrivalTimestamp: new Date(clock),
      })),
    );
    expect(sequenceNumbers).toEqual([...sequenceNumbers].sort());
    expect(sequenceNumbers.map((number) => number.length)).toEqual([56, 56, 56]);
  });

  it('accepts a full second of records after its clock is set back', async () => {
    await start();
    clock -= 30_000;
    const answers = [
      await client.send(new PutRecordsCommand({ StreamName, Records: records(500) })),
      await client.send(new PutRecordsCommand({ StreamName, Records: records(500) })),
    ];
    expect(answers.map(({ FailedRecordCount }) => FailedRecordCount)).toEqual([0, 0]);
  });

  it.each([
    ['TRIM_HORIZON', () => ({}), ['a', 'b', 'c']],
    ['LATEST', () => ({}), []],
    ['AT_SEQUENCE_NUMBER', ([, second]: string[]) => ({ StartingSequenceNumber: second }), ['b', 'c']],
    ['AFTER_SEQUENCE_NUMBER', ([, second]: string[]) => ({ StartingSequenceNumber: second }), ['c']],
    ['AT_TIMESTAMP', () => ({ Timestamp: new Date(clock) }), ['c']],
  ] as const)('begins at %s', async (ShardIteratorType, input, expected) => {
    await start();
    const sequenceNumbers = await put('a', 'b');
    clock += 1000;
    sequenceNumbers.push(...(await put('c')));

    const answer = await read({ ShardIteratorType, ...input(sequenceNumbers) });

    expect(texts(answer)).toEqual(expected);
  });

  it('returns how far a response is behind the newest record', async () => {
    await start();
    await put('a', 'b');
    clock += 5000;

    const partial = await read({}, 1);
    const whole = await read();

    expect([partial.MillisBehindLatest, whole.MillisBehindLatest]).toEqual([5000, 0]);
  });

  it('distributes records to shards by the MD5 of the partition key', async () => {
    await start({}, 2);

    const { Records } = await client.send(
      new PutRecordsCommand({
        StreamName,
        // MD5 of 'a' begins with 0cc1, of 'b' with 92eb.
        Records: ['a', 'b'].map((PartitionKey) => ({ Data: Buffer.from('x'), PartitionKey })),
      }),
    );

    expect(Records?.map(({ ShardId }) => ShardId)).toEqual([firstShard, 'shardId-000000000001']);
  });

  it('rejects the records of PutRecords above 1,000 records per second, and stores the rest', async () => {
    await start();
    await client.send(new PutRecordsCommand({ StreamName, Records: records(500) }));
    await client.send(new PutRecordsCommand({ StreamName, Records: records(400) }));

    const third = await client.send(new PutRecordsCommand({ StreamName, Records: records(150) }));

    expect(third.FailedRecordCount).toBe(50);
    expect(third.Records?.[149]).toEqual({
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: `Rate exceeded for shard ${firstShard} in stream logs under account 000000000000.`,
    });
    expect((await read()).Records).toHaveLength(1000);
  });

  it('rejects records above 1 MB per second until time has passed', async () => {
    await start();
    const put = () => client.send(new PutRecordsCommand({ StreamName, Records: records(4, 300_000) }));

    const first = await put();
    clock += 1000;
    const second = await put();

    expect([first.FailedRecordCount, second.FailedRecordCount]).toEqual([1, 1]);
  });

  it('allows 5 reads per second and shard', async () => {
    await start();
    const ShardIterator = await iterator({});
    for (let call = 0; call < 5; call++) await client.send(new GetRecordsCommand({ ShardIterator }));

    await expect(client.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('returns at most 10 MB, and then rejects reads for 5 seconds', async () => {
    await start();
    for (let second = 0; second < 12; second++) {
      await client.send(new PutRecordsCommand({ StreamName, Records: records(4, 249_000) }));
      clock += 1000;
    }

    const answer = await read();
    clock += 4900;
    const refused = read().catch((error) => error.name);

    expect(answer.Records).toHaveLength(40);
    expect(await refused).toBe('ProvisionedThroughputExceededException');
    clock += 100;
    expect((await read()).Records).toHaveLength(40);
  });

  it('accepts any rate if limits are not enforced', async () => {
    await start({ enforceLimits: false });

    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        client.send(new PutRecordsCommand({ StreamName, Records: records(500) })),
      ),
    );

    expect(answers.map(({ FailedRecordCount }) => FailedRecordCount)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('rejects an iterator that is older than 5 minutes', async () => {
    await start();
    const ShardIterator = await iterator({});
    clock += 5 * 60 * 1000 + 1;

    await expect(client.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject({
      name: 'ExpiredIteratorException',
    });
  });

  it('splits a shard into two with its hash keys, and returns them at its end', async () => {
    await start();
    await put('a');
    const middle = String(2n ** 127n);

    await client.send(
      new SplitShardCommand({ StreamName, ShardToSplit: firstShard, NewStartingHashKey: middle }),
    );
    const closed = await read();

    expect(texts(closed)).toEqual(['a']);
    expect(closed.NextShardIterator).toBeUndefined();
    expect(closed.ChildShards).toEqual([
      {
        ShardId: 'shardId-000000000001',
        ParentShards: [firstShard],
        HashKeyRange: { StartingHashKey: '0', EndingHashKey: String(2n ** 127n - 1n) },
      },
      {
        ShardId: 'shardId-000000000002',
        ParentShards: [firstShard],
        HashKeyRange: { StartingHashKey: middle, EndingHashKey: String(2n ** 128n - 1n) },
      },
    ]);
  });

  it('merges two shards into one with both as parents, whose sequence numbers are greater', async () => {
    await start({}, 2);
    const [before] = await put('a');
    clock += 1000;

    await client.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: firstShard,
      }),
    );
    const { Shards } = await client.send(new ListShardsCommand({ StreamName }));
    const [after] = await put('a');

    expect(
      Shards?.map(({ ShardId, ParentShardId, AdjacentParentShardId, SequenceNumberRange }) => [
        ShardId,
        ParentShardId,
        AdjacentParentShardId,
        SequenceNumberRange?.EndingSequenceNumber !== undefined,
      ]),
    ).toEqual([
      [firstShard, undefined, undefined, true],
      ['shardId-000000000001', undefined, undefined, true],
      ['shardId-000000000002', 'shardId-000000000001', firstShard, false],
    ]);
    expect(after > before).toBe(true);
  });

  it('deletes records after the retention period', async () => {
    await start({ retentionSeconds: 3600 });
    await put('a');
    clock += 3_600_001;
    await put('b');

    expect(texts(await read())).toEqual(['b']);
  });

  it('returns an error with the name of a stream that does not exist', async () => {
    await start();

    const unknown = client.send(new ListShardsCommand({ StreamName: 'other' }));

    await expect(unknown).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Stream other under account 000000000000 not found.',
    });
  });
});
