import {
  ExpiredIteratorException,
  GetRecordsCommand,
  type GetRecordsOutput,
  GetShardIteratorCommand,
  type KinesisClient,
  type _Record as KinesisRecord,
} from '@aws-sdk/client-kinesis';
import { callWithRetries, type RetryContext } from './retries.ts';
import type { ShardLineage, StartingPoint } from './shards.ts';

/**
 * A shard allows 5 calls and 2 MB per second (Kinesis developer guide, 'Quotas and limits', November 2026), which the
 * reader shares with the consumer: it uses at most one call and half of the bytes per second.
 */
const shortestPause = 1_000;
const bytesPerSecond = 1_000_000;

/** Maximum number of records in a page: about as many bytes as a reader may read in a second. */
const pageRecords = 2_000;

/** Where a reader starts in a shard. */
export type ShardStart = StartingPoint | 'oldest';

/** The result of a call. */
export interface ShardPage {
  readonly records: readonly KinesisRecord[];
  /** Whether there are no newer records. */
  readonly caughtUp: boolean;
  /** Kinesis' MillisBehindLatest; 0 if there are no newer records. */
  readonly behind: number;
  /** The shards to continue with, if this shard is closed and read to its end. */
  readonly children: readonly ShardLineage[] | undefined;
}

/** Input that all readers of a stream share. */
export interface ReaderContext extends RetryContext {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
}

/** Reads a shard page by page, at a rate that leaves enough throughput for the consumer. */
export class ShardReader {
  readonly #context: ReaderContext;
  readonly #shardId: string;
  #start: ShardStart;
  #iterator: string | undefined;
  #lastRead: string | undefined;
  #nextCall = Number.NEGATIVE_INFINITY;

  constructor(context: ReaderContext, shardId: string, start: ShardStart) {
    this.#context = context;
    this.#shardId = shardId;
    this.#start = start;
  }

  /** Reads the next records, after the necessary pause. */
  async read(): Promise<ShardPage> {
    const { clock, signal } = this.#context;
    const answer = await callWithRetries(this.#context, async () => {
      this.#iterator ??= await this.#getIterator();
      const wait = this.#nextCall - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
      this.#nextCall = clock.now() + shortestPause;
      return this.#getRecords();
    });
    const records = answer.Records ?? [];
    const bytes = records.reduce((sum, { Data: data }) => sum + (data?.length ?? 0), 0);
    this.#nextCall += Math.max(0, (bytes / bytesPerSecond) * 1000 - shortestPause);
    this.#lastRead = records.at(-1)?.SequenceNumber ?? this.#lastRead;
    this.#iterator = answer.NextShardIterator;
    const ended = answer.NextShardIterator === undefined;
    return {
      records,
      caughtUp: ended || answer.MillisBehindLatest === 0,
      behind: ended ? 0 : (answer.MillisBehindLatest ?? 0),
      children: ended ? (answer.ChildShards ?? []).map(childOf) : undefined,
    };
  }

  /** Skips unread records, and continues with records that arrive from now on. */
  skipToLatest(): void {
    this.#iterator = undefined;
    this.#lastRead = undefined;
    this.#start = 'latest';
  }

  async #getRecords(): Promise<GetRecordsOutput> {
    const { kinesis, signal } = this.#context;
    const input = { ShardIterator: this.#iterator, Limit: pageRecords };
    try {
      return await kinesis.send(new GetRecordsCommand(input), { abortSignal: signal });
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException)) throw error;
      // The iterator expired because the process was suspended for more than 5 minutes: continue where it stopped.
      const ShardIterator = await this.#getIterator();
      return kinesis.send(new GetRecordsCommand({ ...input, ShardIterator }), { abortSignal: signal });
    }
  }

  async #getIterator(): Promise<string | undefined> {
    const { kinesis, streamName, signal } = this.#context;
    const command = new GetShardIteratorCommand({
      StreamName: streamName,
      ShardId: this.#shardId,
      ...this.#place(),
    });
    return (await kinesis.send(command, { abortSignal: signal })).ShardIterator;
  }

  #place() {
    if (this.#lastRead !== undefined) {
      return {
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        StartingSequenceNumber: this.#lastRead,
      } as const;
    }
    if (this.#start === 'latest') return { ShardIteratorType: 'LATEST' } as const;
    if (this.#start === 'oldest') return { ShardIteratorType: 'TRIM_HORIZON' } as const;
    return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: this.#start.since } as const;
  }
}

function childOf({
  ShardId = '',
  ParentShards = [],
}: {
  ShardId?: string | undefined;
  ParentShards?: string[] | undefined;
}): ShardLineage {
  return { id: ShardId, parents: ParentShards };
}
