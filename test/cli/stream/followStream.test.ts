import {
  CreateStreamCommand,
  type KinesisClient,
  MergeShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { type FollowOptions, followStream } from '../../../cli/stream/followStream.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import type { FaultHook } from '../../../emulator/endpoints/faultHook.ts';
import { startKinesisEndpoint } from '../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { kinesisClient } from '../../emulator/fixtures/clients.ts';
import { ManualClock } from './manualClock.ts';

const streamName = 'logs';
const halfOfHashKeys = String(2n ** 127n);
/** Partition keys whose hashes are in the lower and in the upper half. */
const lower = 'a';
const upper = 'b';

let clock: ManualClock;
let endpoint: Endpoint;
let kinesis: KinesisClient;
let fault: FaultHook | undefined;

beforeEach(async () => {
  clock = new ManualClock('2026-11-20T13:00:00Z');
  fault = undefined;
  endpoint = await startKinesisEndpoint({
    now: clock.now,
    fault: (point) => fault?.(point),
  });
  kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 1 }));
});

afterEach(async () => {
  kinesis.destroy();
  await endpoint.close();
});

async function put(texts: string[], partitionKey = lower): Promise<void> {
  const Records = texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: partitionKey }));
  await kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
}

interface Followed {
  /** Records as text, each after the number of its shard. */
  readonly texts: string[];
  readonly throttled: string[];
}

/** Returns the times of calls for records from now on. */
function timesOfReads(): number[] {
  const times: number[] = [];
  fault = ({ operation, stage }) => {
    if (operation === 'GetRecords' && stage === 'before') times.push(clock.now());
    return undefined;
  };
  return times;
}

function pausesBetween(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => Math.round(time - times[index]));
}

/** Follows the stream until `count` records are read, or to the end of the existing records. */
async function follow(
  count: number,
  options: Partial<FollowOptions> & { onText?: (text: string) => Promise<void> } = {},
): Promise<Followed> {
  const stop = new AbortController();
  const followed: Followed = { texts: [], throttled: [] };
  await followStream({
    kinesis,
    streamName,
    clock,
    signal: stop.signal,
    start: { since: new Date(clock.now() - 60_000) },
    async onPage({ shardId, records }) {
      for (const { Data } of records) {
        const text = `${Number(shardId.slice(-3))}:${Buffer.from(Data ?? []).toString()}`;
        followed.texts.push(text);
        await options.onText?.(text);
      }
      if (followed.texts.length >= count) stop.abort();
    },
    onThrottled: (shardId) => followed.throttled.push(shardId),
    ...options,
  });
  return followed;
}

describe('followStream', () => {
  it('reads records that arrived since a time, and ends when it is aborted', async () => {
    await put(['too old']);
    await clock.sleep(120_000, new AbortController().signal);
    await put(['one', 'two']);

    const { texts } = await follow(2);

    expect(texts).toEqual(['0:one', '0:two']);
  });

  it('reads records that arrive from now on', async () => {
    await put(['before']);
    let puts = 0;
    fault = async ({ operation, stage }) => {
      if (operation === 'GetRecords' && stage === 'after' && puts++ === 0) await put(['now']);
      return undefined;
    };

    const { texts } = await follow(1, { start: 'latest' });

    expect(texts).toEqual(['0:now']);
  });

  it('continues with the shards of a split, and with the shard of a merge after both parents end', async () => {
    await kinesis.send(
      new SplitShardCommand({
        StreamName: streamName,
        ShardToSplit: 'shardId-000000000000',
        NewStartingHashKey: halfOfHashKeys,
      }),
    );
    await put(['from lower']);
    await put(['from upper'], upper);

    const { texts } = await follow(4, {
      async onText(text) {
        if (!text.endsWith('from upper')) return;
        await put(['last of upper'], upper);
        await kinesis.send(
          new MergeShardsCommand({
            StreamName: streamName,
            ShardToMerge: 'shardId-000000000001',
            AdjacentShardToMerge: 'shardId-000000000002',
          }),
        );
        await put(['of both']);
      },
    });

    expect(texts.toSorted()).toEqual(['1:from lower', '2:from upper', '2:last of upper', '3:of both']);
    expect(texts.at(-1)).toBe('3:of both');
  });

  it('reads new shards from their first record', async () => {
    let split = false;
    fault = async ({ operation, stage }) => {
      if (operation !== 'GetRecords' || stage !== 'after' || split) return undefined;
      split = true;
      await put(['last of the parent']);
      await kinesis.send(
        new SplitShardCommand({
          StreamName: streamName,
          ShardToSplit: 'shardId-000000000000',
          NewStartingHashKey: halfOfHashKeys,
        }),
      );
      await put(['first of a child']);
      return undefined;
    };

    const { texts } = await follow(2, { start: 'latest' });

    expect(texts).toEqual(['0:last of the parent', '1:first of a child']);
  });

  it('ends each shard when all records that arrived before a time are read', async () => {
    await put(['one']);
    await clock.sleep(1_000, new AbortController().signal);
    const until = new Date(clock.now());
    let puts = 0;
    fault = async ({ operation, stage }) => {
      // Reading also ends for a shard to which records are written continuously.
      if (operation === 'GetRecords' && stage === 'before') await put([`later ${++puts}`]);
      return undefined;
    };

    const { texts } = await follow(Number.POSITIVE_INFINITY, { until });

    expect(texts).toEqual(['0:one', '0:later 1']);
  });

  it('reads a shard once a second', async () => {
    const times = timesOfReads();
    let puts = 0;

    await put(['text 0']);
    await follow(4, {
      async onText() {
        await put([`text ${++puts}`]);
      },
    });

    expect(pausesBetween(times)).toEqual([1_000, 1_000, 1_000]);
  });

  it("reads less often after large pages, so that half of a shard's throughput is left", async () => {
    const large = 'x'.repeat(300_000);
    for (let second = 0; second < 6; second++) {
      await put([large, large, large]);
      await clock.sleep(1_000, new AbortController().signal);
    }
    const times = timesOfReads();

    const { throttled } = await follow(19, {
      async onText() {
        if (times.length === 1) await put(['small']).catch(() => {});
      },
    });

    expect(pausesBetween(times)).toEqual([5_400]);
    expect(throttled).toEqual([]);
  });

  it('waits longer whenever a shard is throttled, and reports it', async () => {
    await put(['one']);
    let refusals = 0;
    fault = ({ operation, stage }) => {
      if (operation !== 'GetRecords' || stage !== 'before' || ++refusals > 6) return undefined;
      return { refuse: { status: 400, code: 'ProvisionedThroughputExceededException' } };
    };

    const { texts, throttled } = await follow(1);

    expect(texts).toEqual(['0:one']);
    expect(throttled).toHaveLength(6);
    const pauses = clock.sleeps.filter((pause) => pause > 700);
    expect(pauses.slice(0, 5).every((pause, index) => pause >= 750 * 2 ** Math.min(index, 3))).toBe(true);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(10_000);
  });

  it('continues where it stopped if its shard iterator expires', async () => {
    await put(['one']);
    let expired = false;

    const { texts } = await follow(2, {
      async onText(text) {
        if (text !== '0:one') return;
        await put(['two']);
        fault = ({ operation, stage }) => {
          if (operation !== 'GetRecords' || stage !== 'before' || expired) return undefined;
          expired = true;
          return { refuse: { status: 400, code: 'ExpiredIteratorException' } };
        };
      },
    });

    expect(texts).toEqual(['0:one', '0:two']);
  });

  it('retries after broken connections', async () => {
    await put(['one']);
    let breaks = 0;
    fault = ({ operation, stage }) =>
      operation === 'GetRecords' && stage === 'before' && ++breaks <= 3 ? { reset: true } : undefined;

    expect((await follow(1)).texts).toEqual(['0:one']);
  });

  it.each([
    ['the call is not allowed', 'GetRecords', { status: 400, code: 'AccessDeniedException' }],
    ['the service keeps failing', 'GetRecords', { status: 500, code: 'InternalFailure' }],
  ])('fails if %s', async (_, failing, refuse) => {
    fault = ({ operation, stage }) => (operation === failing && stage === 'before' ? { refuse } : undefined);

    await expect(follow(1)).rejects.toMatchObject({ name: refuse.code });
  });

  it('says that there is no such stream', async () => {
    const refuse = { status: 400, code: 'ResourceNotFoundException' };
    fault = ({ operation, stage }) =>
      operation === 'ListShards' && stage === 'before' ? { refuse } : undefined;
    await expect(follow(1)).rejects.toThrow(
      /^--stream: expected a stream in us-east-1, got '.*', which does not exist;/,
    );
  });

  it('rethrows errors of onPage', async () => {
    await put(['one']);

    await expect(follow(1, { onPage: () => Promise.reject(new Error('full')) })).rejects.toThrow('full');
  });
});
