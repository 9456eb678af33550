import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStreamCommand, ListShardsCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { DeleteObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import type { FaultHook, FaultPoint } from '../../../emulator/endpoints/faultHook.ts';
import { startKinesisEndpoint } from '../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { startS3Endpoint } from '../../../emulator/endpoints/s3/s3Endpoint.ts';
import { kinesisClient, s3Client } from '../fixtures/clients.ts';

const StreamName = 'logs';

/** Runs a test on a local Kinesis with this fault hook, and closes it afterward. */
async function withKinesis(
  fault: FaultHook,
  test: (client: ReturnType<typeof kinesisClient>, calls: ReadonlyMap<string, number>) => Promise<void>,
) {
  const endpoint = await startKinesisEndpoint({ fault });
  const client = kinesisClient(endpoint.url);
  try {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await test(client, endpoint.calls);
  } finally {
    client.destroy();
    await endpoint.close();
  }
}

const put = new PutRecordCommand({ StreamName, Data: Buffer.from('a'), PartitionKey: 'a' });

describe('startEndpoint', () => {
  it('calls the fault hook before and after each call, and counts the calls', async () => {
    const points: FaultPoint[] = [];
    const hook: FaultHook = (point) => {
      points.push(point);
      return undefined;
    };

    await withKinesis(hook, async (client, calls) => {
      await client.send(put);
      await client.send(put);

      expect(points.slice(-2)).toEqual([
        { service: 'kinesis', operation: 'PutRecord', stage: 'before', call: 2 },
        { service: 'kinesis', operation: 'PutRecord', stage: 'after', call: 2 },
      ]);
      expect(Object.fromEntries(calls)).toEqual({ CreateStream: 1, PutRecord: 2 });
    });
  });

  it('returns the status and code of the fault, as the service would', async () => {
    const refuse = { status: 500, code: 'InternalFailure', message: 'Try again.' };

    await withKinesis(
      ({ operation }) => (operation === 'PutRecord' ? { refuse } : undefined),
      async (client) => {
        await expect(client.send(put)).rejects.toMatchObject({
          name: 'InternalFailure',
          message: 'Try again.',
          $metadata: { httpStatusCode: 500 },
        });
      },
    );
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('resets the connection %s the effect', async (stage, hasEffect) => {
    const hook: FaultHook = (point) =>
      point.operation === 'PutRecord' && point.stage === stage && point.call === 1
        ? { reset: true }
        : undefined;

    await withKinesis(hook, async (client) => {
      await expect(client.send(put)).rejects.toThrow();
      const { SequenceNumber: second } = await client.send(put);
      const { Shards } = await client.send(new ListShardsCommand({ StreamName }));

      const firstOfShard = Shards?.[0].SequenceNumberRange?.StartingSequenceNumber;
      expect(second !== firstOfShard).toBe(hasEffect);
    });
  });

  it('resets HTTP/1.1 connections, too, and waits for a hook that delays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's3-'));
    const order: string[] = [];
    const endpoint = await startS3Endpoint({
      folder,
      async fault({ operation, stage }) {
        if (operation === 'DeleteObject') return { reset: true };
        if (stage !== 'before') return undefined;
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('the hook has ended');
        return undefined;
      },
    });
    const client = s3Client(endpoint.url);
    const object = { Bucket: 'absent', Key: 'key' };

    const refused = await client.send(new GetObjectCommand(object)).catch((error) => error);
    order.push('the call has ended');
    const reset = await client.send(new DeleteObjectCommand(object)).catch((error) => error);
    client.destroy();
    await endpoint.close();
    rmSync(folder, { recursive: true });

    expect(refused.name).toBe('NoSuchBucket');
    expect(order).toEqual(['the hook has ended', 'the call has ended']);
    expect(reset.message).toMatch(/ECONNRESET/);
  });
});
