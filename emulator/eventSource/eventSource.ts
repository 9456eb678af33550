import { randomUUID } from 'node:crypto';
import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  ListShardsCommand,
  type Shard,
} from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ProcessorContext } from './batchProcessor.ts';
import { type EventCounts, noEvents } from './eventCounts.ts';
import { FailureDestination } from './failureDestination.ts';
import type { Invoke } from './invocation.ts';
import { callWithRetries } from './retries.ts';
import { completeSettings, type EventSourceMappingSettings, type PollingSettings } from './settings.ts';
import { type ShardCheckpoint, ShardPoller } from './shardPoller.ts';

/** Progress in each shard, by shard id. */
export type Checkpoint = Readonly<Record<string, ShardCheckpoint>>;

/** Options of an event source. */
export interface EventSourceOptions extends EventSourceMappingSettings, PollingSettings {
  readonly kinesis: KinesisClient;
  /** Client that puts objects into the on-failure destination. */
  readonly s3: S3Client;
  readonly streamName: string;
  readonly invoke: Invoke;
  /** ARN of the function. @default a name in account 000000000000 */
  readonly functionArn?: string | undefined;
  /** Called when an object couldn't be put into the on-failure destination. @default none */
  readonly onFailedDelivery?: (() => void) | undefined;
  /** UUID of the mapping, which is part of the keys in the on-failure destination. @default a random one */
  readonly mappingId?: string | undefined;
  /** Checkpoint of another event source to continue from. @default TRIM_HORIZON of every shard */
  readonly checkpoint?: Checkpoint | undefined;
}

/** A running event source mapping. */
export interface EventSource {
  readonly mappingId: string;
  readonly counts: Readonly<EventCounts>;
  /** Progress in each shard. Pass it to a new event source to continue from there. */
  checkpoint(): Checkpoint;
  /**
   * Resolves when every record that was in the stream at the time of the call is settled. Meanwhile, batches
   * are sent without waiting for the batching window.
   *
   * @throws the error that stopped polling, if any
   */
  drain(): Promise<void>;
  /** Stops polling. Waits for running invocations, but doesn't settle their batches. */
  stop(): Promise<void>;
}

/**
 * Polls a stream and invokes a function with its records, as Lambda's event source mapping for Kinesis does:
 * one batch per shard at a time, and child shards after their parents.
 */
export async function startEventSource(options: EventSourceOptions): Promise<EventSource> {
  const stopping = new AbortController();
  const { mappingId = randomUUID() } = options;
  const context = createContext(options, mappingId, stopping.signal);
  const streamArn = await findStreamArn(context, options.streamName);
  const pollers = new Map<string, ShardPoller>();
  const running = new Set<Promise<void>>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});

  /** Starts a poller for each shard whose parents are completely settled. */
  async function follow(): Promise<void> {
    const shards = await listShards(context, streamArn);
    for (const { ShardId: shardId = '', ...shard } of shards) {
      if (pollers.has(shardId) || stopping.signal.aborted || !parentsEnded(shard, shards)) continue;
      const origin = { shardId, streamArn, invokeIdentityArn };
      const poller = new ShardPoller(context, origin, options.checkpoint?.[shardId]);
      pollers.set(shardId, poller);
      const run = poller
        .run()
        .then(() => (poller.checkpoint.ended && !stopping.signal.aborted ? follow() : undefined))
        .catch(failure.reject)
        .finally(() => running.delete(run));
      running.add(run);
    }
  }

  function parentsEnded(
    { ParentShardId, AdjacentParentShardId }: Omit<Shard, 'ShardId'>,
    shards: Shard[],
  ): boolean {
    return [ParentShardId, AdjacentParentShardId].every(
      (parent) =>
        shards.every(({ ShardId }) => ShardId !== parent) ||
        pollers.get(parent ?? '')?.checkpoint.ended === true,
    );
  }

  await follow();
  return {
    mappingId,
    counts: context.counts,
    checkpoint: () =>
      Object.fromEntries([...pollers].map(([shardId, poller]) => [shardId, poller.checkpoint])),
    async drain() {
      for (let settled = -1; settled !== pollers.size; ) {
        settled = pollers.size;
        const open = [...pollers.values()].filter((poller) => !poller.checkpoint.ended);
        await Promise.race([failure.promise, Promise.all(open.map((poller) => poller.drained()))]);
        await Promise.race([failure.promise, follow()]);
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Role ARN in local events. */
const invokeIdentityArn = 'arn:aws:iam::000000000000:role/local';

function createContext(
  options: EventSourceOptions,
  mappingId: string,
  signal: AbortSignal,
): ProcessorContext {
  const settings = completeSettings(options);
  const counts = noEvents();
  const destination = new FailureDestination({
    client: options.s3,
    bucket: settings.onFailureBucket,
    mappingId,
    functionArn: options.functionArn ?? 'arn:aws:lambda:us-east-1:000000000000:function:local',
    counts,
    onFailedDelivery: options.onFailedDelivery,
  });
  const { kinesis: client, invoke } = options;
  return { client, counts, signal, retryDelay: settings.retryDelay, invoke, settings, destination };
}

async function findStreamArn(
  { client, signal, retryDelay }: ProcessorContext,
  streamName: string,
): Promise<string> {
  const describe = new DescribeStreamSummaryCommand({ StreamName: streamName });
  const { StreamDescriptionSummary: summary } = await callWithRetries(signal, retryDelay, () =>
    client.send(describe),
  );
  return summary?.StreamARN ?? '';
}

async function listShards(
  { client, signal, retryDelay }: ProcessorContext,
  streamArn: string,
): Promise<Shard[]> {
  const shards: Shard[] = [];
  let token: string | undefined;
  do {
    const page = token === undefined ? { StreamARN: streamArn } : { NextToken: token };
    const answer = await callWithRetries(signal, retryDelay, () => client.send(new ListShardsCommand(page)));
    shards.push(...(answer.Shards ?? []));
    token = answer.NextToken;
  } while (token !== undefined);
  return shards;
}
