import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
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

/** Follows a stream of one shard with a reader that takes some time for its only record. */
async function followSlowly(milliseconds: number) {
  let now = Date.parse('2026-11-20T13:00:00Z');
  const endpoint = await startKinesisEndpoint({ now: () => now });
  const kinesis = kinesisClient(endpoint.url);
  try {
    await kinesis.send(new CreateStreamCommand({ StreamName: 'logs', ShardCount: 1 }));
    const record = { Data: Buffer.from(`${lines[0]}\n`), PartitionKey: 'a' };
    await kinesis.send(new PutRecordsCommand({ StreamName: 'logs', Records: [record] }));
    const stop = new AbortController();
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
      shards: { read: 1, incomplete: 0 },
    });
  });

  it('is partial if the reader is slow, by the time that it has not read', async () => {
    // A shard may be silent for 5 s, so that the window ends 25 s after the last read.
    expect(await followSlowly(30 * second)).toEqual({
      requests: 1,
      partRead: Number((1 - 25 / 60).toPrecision(6)),
      shards: { read: 1, incomplete: 1 },
    });
  });
});
