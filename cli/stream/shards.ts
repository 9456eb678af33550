import {
  type KinesisClient,
  ListShardsCommand,
  ResourceNotFoundException,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { UsageError } from '../../terminal/usageError.ts';
import { callWithRetries, type RetryContext } from './retries.ts';

/** Where reading starts: with records that arrive from now on, or that arrived since a time. */
export type StartingPoint = 'latest' | { readonly since: Date };

/** A shard and its parents. */
export interface ShardLineage {
  readonly id: string;
  /** One parent after a split, two after a merge, none for the first shards of a stream. */
  readonly parents: readonly string[];
}

/**
 * Lists the shards that may contain records after a starting point.
 *
 * @throws UsageError if the stream doesn't exist
 */
export async function listShards(
  kinesis: KinesisClient,
  streamName: string,
  start: StartingPoint,
  retries: RetryContext,
): Promise<ShardLineage[]> {
  const filter =
    start === 'latest'
      ? ({ Type: 'AT_LATEST' } as const)
      : ({ Type: 'FROM_TIMESTAMP', Timestamp: start.since } as const);
  const shards: Shard[] = [];
  let token: string | undefined;
  do {
    const input =
      token === undefined ? { StreamName: streamName, ShardFilter: filter } : { NextToken: token };
    const page = await callWithRetries(retries, () =>
      kinesis.send(new ListShardsCommand(input), { abortSignal: retries.signal }),
    ).catch((error) => describeNoStream(error, kinesis, streamName));
    shards.push(...(page.Shards ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return (start === 'latest' ? shards.filter(isOpen) : shards).map(lineageOf);
}

async function describeNoStream(error: unknown, kinesis: KinesisClient, streamName: string): Promise<never> {
  if (!(error instanceof ResourceNotFoundException)) throw error;
  const region = await kinesis.config.region();
  throw new UsageError(
    `--stream: expected a stream in ${region}, got '${streamName}', which does not exist; list streams with 'aws kinesis list-streams'`,
  );
}

/** Whether a shard is open. Emulators may also list closed shards. */
function isOpen({ SequenceNumberRange: range }: Shard): boolean {
  return range?.EndingSequenceNumber === undefined;
}

function lineageOf({ ShardId: id = '', ParentShardId, AdjacentParentShardId }: Shard): ShardLineage {
  return { id, parents: [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined) };
}
