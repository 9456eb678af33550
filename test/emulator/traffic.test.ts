import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { Endpoint } from '../../emulator/endpoints/endpoint.ts';
import {
  type KinesisEndpointOptions,
  startKinesisEndpoint,
} from '../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { kinesisClient } from './fixtures/clients.ts';

const streamName = 'logs';
let endpoint: Endpoint;
let kinesis: KinesisClient;

async function start(options: KinesisEndpointOptions = {}) {
  endpoint = await startKinesisEndpoint(options);
  kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 2 }));
}

afterEach(async () => {
  kinesis.destroy();
  await endpoint.close();
});

/** What the stream holds, sorted. */
async function stored(): Promise<string[]> {
  const texts: string[] = [];
  for (const ShardId of ['shardId-000000000000', 'shardId-000000000001']) {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName: streamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    texts.push(...Records.map(({ Data }) => Buffer.from(Data ?? []).toString('latin1')));
  }
  return texts.sort();
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `${String(index).padStart(5, '0')}\tü`);

describe('sendRecords', () => {
  it('sends each record once with a line feed behind it, whatever the shards refuse meanwhile', async () => {
    await start();
    const progress: number[] = [];

    const sent = await sendRecords(numbered(2600), {
      kinesis,
      streamName,
      onProgress: (count) => progress.push(count),
    });

    expect(sent).toBe(2600);
    expect(progress.at(-1)).toBe(2600);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(await stored()).toEqual(numbered(2600).map((record) => `${record}\n`));
  });

  it('keeps to the rate', async () => {
    await start({ enforceLimits: false });
    const startedAt = performance.now();

    await sendRecords(numbered(300), { kinesis, streamName, rate: 1000 });

    const took = performance.now() - startedAt;
    expect(took).toBeGreaterThan(190);
    expect(took).toBeLessThan(5_000);
  });

  it('ends where the signal says so', async () => {
    await start({ enforceLimits: false });
    const signal = AbortSignal.timeout(100);

    const sent = await sendRecords(numbered(1000), { kinesis, streamName, rate: 500, signal });

    expect(sent).toBeLessThan(300);
    expect(await stored()).toHaveLength(sent);
  });
});
