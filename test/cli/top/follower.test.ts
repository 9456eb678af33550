import { CreateStreamCommand, GetShardIteratorCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { StreamSource } from '../../../cli/stream/streamSource.ts';
import { Follower } from '../../../cli/top/follower.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fixedLayouts } from '../../../core/layouts/layoutSource.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { startKinesisEndpoint } from '../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { kinesisClient } from '../../emulator/fixtures/clients.ts';
import { readExample } from '../../support/examples.ts';

const { fields, lines } = readExample('website-20-fields');
const second = 1_000;
const secondShard = 'shardId-000000000001';

type Command = Parameters<ReturnType<typeof kinesisClient>['send']>[0];

/**
 * Follows a stream with a reader that takes some time for its only record, which is in the first of two shards or in the
 * only one. Reads of the second shard are never answered.
 */
async function followSlowly(milliseconds: number, shardCount = 1) {
  let now = Date.parse('2026-11-20T13:00:00Z');
  const endpoint = await startKinesisEndpoint({ now: () => now });
  const kinesis = kinesisClient(endpoint.url);
  const stop = new AbortController();
  const answer = kinesis.send.bind(kinesis);
  const never = new Promise((_, reject) => stop.signal.addEventListener('abort', reject));
  never.catch(() => undefined);
  jest
    .spyOn(kinesis, 'send')
    .mockImplementation(((command: Command, options: object) =>
      command instanceof GetShardIteratorCommand && command.input.ShardId === secondShard
        ? never
        : answer(command, options)) as never);
  try {
    await kinesis.send(new CreateStreamCommand({ StreamName: 'logs', ShardCount: shardCount }));
    const record = { Data: Buffer.from(`${lines[0]}\n`), PartitionKey: 'a' };
    await kinesis.send(new PutRecordsCommand({ StreamName: 'logs', Records: [record] }));
    const source: StreamSource = {
      kinesis,
      streamName: 'logs',
      layouts: fixedLayouts(expectedLayouts(fields)),
      policy: defaultSensitivityPolicy,
    };
    const follower = new Follower({
      source,
      logged: fields,
      ranking: 'requests',
      window: 60 * second,
      scale: 1,
      clock: {
        now: () => now,
        sleep: async () => undefined,
      },
      condition: () => {
        now += milliseconds;
        stop.abort();
        return true;
      },
    });
    await follower.follow(stop.signal);
    const { requests, partRead, shards } = follower.snapshot(1);
    return { requests, partRead, shards };
  } finally {
    kinesis.destroy();
    await endpoint.close();
  }
}

describe('what top has read', () => {
  it('is everything if the reader keeps up', async () => {
    expect(await followSlowly(0)).toEqual({
      requests: 1,
      partRead: 1,
      shards: { all: 1, incomplete: 0 },
    });
  });

  it('is partial if a shard is never read, by the part of that shard', async () => {
    expect(await followSlowly(0, 2)).toEqual({
      requests: 1,
      partRead: 0.5,
      shards: { all: 2, incomplete: 1 },
    });
  });

  it('is partial if the reader is slow, by the time that it has not read', async () => {
    // A shard may be silent for 5 s, so that the window ends 25 s after the last read.
    expect(await followSlowly(30 * second)).toEqual({
      requests: 1,
      partRead: Number((1 - 25 / 60).toPrecision(6)),
      shards: { all: 1, incomplete: 1 },
    });
  });
});
