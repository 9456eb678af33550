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

/** Delays that `sendRecords` requested, in milliseconds. */
const mockPauses: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => void mockPauses.push(milliseconds),
}));

const streamName = 'logs';
let endpoint: Endpoint;
let kinesis: KinesisClient;

beforeEach(() => {
  mockPauses.length = 0;
});

async function start(options: KinesisEndpointOptions = {}) {
  endpoint = await startKinesisEndpoint(options);
  kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 2 }));
}

afterEach(async () => {
  kinesis.destroy();
  await endpoint.close();
});

/** Returns the records in the stream, sorted. */
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
  it('sends each record once, followed by a line feed, even if shards reject records', async () => {
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

  it('sends each call at its time according to the rate', async () => {
    await start({ enforceLimits: false });
    const clock = jest.spyOn(performance, 'now').mockReturnValue(5000);

    await sendRecords(numbered(300), { kinesis, streamName, rate: 1000 });

    clock.mockRestore();
    expect(mockPauses).toEqual([0, 100, 200]);
    expect(await stored()).toHaveLength(300);
  });

  it('stops when it is aborted', async () => {
    await start({ enforceLimits: false });
    const stop = new AbortController();
    const options = { kinesis, streamName, rate: 500, signal: stop.signal };

    const sent = await sendRecords(numbered(1000), { ...options, onProgress: () => stop.abort() });

    // At most one call with 50 records from each of the four senders.
    expect(sent).toBeLessThanOrEqual(200);
    expect(await stored()).toHaveLength(sent);
  });
});
