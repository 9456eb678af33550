import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { type ReaderContext, ShardReader, type ShardStart } from './shardReader.ts';
import { listShards, type ShardLineage, type StartingPoint } from './shards.ts';

/** Records of one call, in the order of their shard. */
export interface StreamPage {
  readonly shardId: string;
  readonly records: readonly KinesisRecord[];
}

/** Options for following a stream. */
export interface FollowOptions extends Omit<ReaderContext, 'onThrottled'> {
  readonly start: StartingPoint;
  /**
   * Reading a shard ends when all records that arrived before this time are read. Default: the stream is followed until
   * the signal is aborted.
   */
  readonly until?: Date;
  /** Called with each page of records. Reading the shard continues when the promise resolves. */
  readonly onPage: (page: StreamPage) => Promise<void>;
  /** Called with the IDs of new shards before they are read, and where reading them starts. */
  readonly onListed?: (shardIds: readonly string[], start: ShardStart) => void;
  /** Called with the number of shards that are being read, whenever it changes. */
  readonly onShards?: (count: number) => void;
  /** Called after each read with the milliseconds by which the shard is behind, and the time of the response. */
  readonly onRead?: (shardId: string, behind: number, time: number) => void;
  /** Called when a closed shard has been read to its end. */
  readonly onEnded?: (shardId: string) => void;
  /** Records of a shard that is behind by more than this number of milliseconds are skipped. @default - no records */
  readonly skipBehind?: number;
  /** Called with the skipped time of a shard, in milliseconds. */
  readonly onSkipped?: (shardId: string, milliseconds: number) => void;
  /** Called whenever Kinesis throttles a read of a shard. */
  readonly onThrottled?: (shardId: string) => void;
}

/**
 * Reads all shards of a stream in parallel. If the stream is resharded, new shards are read after their parents. The
 * function returns without an error when the signal is aborted.
 *
 * @throws errors of Kinesis that can't be retried, and errors of `onPage`
 */
export async function followStream(options: FollowOptions): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const following = new StreamFollowing({ ...options, signal });
  try {
    await following.run();
  } catch (error) {
    failed.abort();
    if (!options.signal.aborted) throw error;
  }
}

/** A shard of the followed stream. */
interface FollowedShard extends ShardLineage {
  readonly start: ShardStart;
  state: 'waiting' | 'reading' | 'ended';
}

class StreamFollowing {
  readonly #options: FollowOptions;
  readonly #shards = new Map<string, FollowedShard>();

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { kinesis, streamName, start, clock, signal } = this.#options;
    this.#add(await listShards(kinesis, streamName, start, { clock, signal }), start);
    await this.#readReady();
  }

  #add(shards: readonly ShardLineage[], start: ShardStart): void {
    const added = shards.filter(({ id }) => !this.#shards.has(id));
    for (const { id, parents } of added) this.#shards.set(id, { id, parents, start, state: 'waiting' });
    this.#options.onListed?.(
      added.map(({ id }) => id),
      start,
    );
  }

  /** Reads the shards that are ready to their ends, and then their children. */
  async #readReady(): Promise<void> {
    const ready = [...this.#shards.values()].filter((shard) => this.#isReady(shard));
    for (const shard of ready) shard.state = 'reading';
    const reading = this.#shards.values().filter(({ state }) => state === 'reading');
    this.#options.onShards?.([...reading].length);
    await Promise.all(
      ready.map(async (shard) => {
        const children = await this.#read(shard);
        if (children === undefined) return;
        shard.state = 'ended';
        // New shards were created in the meantime, so all their records are new. Shards that were listed at the start
        // keep their starting point.
        this.#add(children, 'oldest');
        await this.#readReady();
      }),
    );
  }

  /** Whether a shard is waiting, and all of its parents that are followed have ended. */
  #isReady({ parents, state }: FollowedShard): boolean {
    return state === 'waiting' && parents.every((id) => (this.#shards.get(id)?.state ?? 'ended') === 'ended');
  }

  /** @returns the shards to continue with, or undefined if reading ended before the end of the shard */
  async #read({ id, start }: FollowedShard): Promise<readonly ShardLineage[] | undefined> {
    const {
      onPage,
      onListed: _listed,
      onShards: _shards,
      onRead,
      onEnded,
      skipBehind,
      onSkipped,
      onThrottled,
      until,
      ...context
    } = this.#options;
    const reader = new ShardReader({ ...context, onThrottled: () => onThrottled?.(id) }, id, start);
    for (;;) {
      const { records, caughtUp, behind, children } = await reader.read();
      const time = context.clock.now();
      if (records.length > 0) await onPage({ shardId: id, records });
      onRead?.(id, behind, time);
      if (children === undefined && behind > (skipBehind ?? Number.POSITIVE_INFINITY)) {
        reader.skipToLatest();
        onSkipped?.(id, behind);
      }
      if (children !== undefined) {
        onEnded?.(id);
        return children;
      }
      if (until !== undefined && (caughtUp || lastArrival(records) >= until.getTime())) return undefined;
    }
  }
}

function lastArrival(records: readonly KinesisRecord[]): number {
  return records.at(-1)?.ApproximateArrivalTimestamp?.getTime() ?? 0;
}
