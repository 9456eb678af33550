import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { type ReaderContext, ShardReader, type ShardStart } from './shardReader.ts';
import { listShards, type ShardLineage, type StartingPoint } from './shards.ts';

/** Records that a call returned, in the order of their shard. */
export interface StreamPage {
  readonly shardId: string;
  readonly records: readonly KinesisRecord[];
}

/** How a stream is followed. */
export interface FollowOptions extends Omit<ReaderContext, 'onThrottled'> {
  readonly start: StartingPoint;
  /**
   * Reading a shard ends when everything that arrived before this time has been read. Default: the stream is
   * followed until the signal is aborted.
   */
  readonly until?: Date;
  /** Called with each page that has records. The shard is read on when it resolves. */
  readonly onPage: (page: StreamPage) => Promise<void>;
  /** Receives how many shards are being read, each time that changes. */
  readonly onShards?: (count: number) => void;
  /** Called after each read with how far the shard is behind, in milliseconds. */
  readonly onRead?: (shardId: string, behind: number) => void;
  /** Milliseconds behind from which a shard's records are skipped. @default none is skipped */
  readonly skipBehind?: number;
  /** Called with how much of a shard is skipped, in milliseconds. */
  readonly onSkipped?: (shardId: string, milliseconds: number) => void;
  /** Called each time that a shard refuses a read because there are too many. */
  readonly onThrottled?: (shardId: string) => void;
}

/**
 * Reads all shards of a stream side by side. If the stream is resharded, it reads the new shards after their
 * parents. It ends without an error when the signal is aborted.
 *
 * @throws Error of Kinesis that no retry fixes, and whatever `onPage` throws
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

/** A shard of the stream that is followed. */
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
    for (const { id, parents } of shards) {
      if (!this.#shards.has(id)) this.#shards.set(id, { id, parents, start, state: 'waiting' });
    }
  }

  /** Reads the shards that are ready, and then their children, to their ends. */
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
        // They were created in the meantime, so all of their records are new, unless they were listed at
        // first.
        this.#add(children, 'oldest');
        await this.#readReady();
      }),
    );
  }

  /** Whether a shard waits and all that it was made from, as far as they are followed, have ended. */
  #isReady({ parents, state }: FollowedShard): boolean {
    return state === 'waiting' && parents.every((id) => (this.#shards.get(id)?.state ?? 'ended') === 'ended');
  }

  /** @returns the shards to continue with, or undefined if reading ended before the end of the shard */
  async #read({ id, start }: FollowedShard): Promise<readonly ShardLineage[] | undefined> {
    const {
      onPage,
      onShards: _,
      onRead,
      skipBehind,
      onSkipped,
      onThrottled,
      until,
      ...context
    } = this.#options;
    const reader = new ShardReader({ ...context, onThrottled: () => onThrottled?.(id) }, id, start);
    for (;;) {
      const { records, caughtUp, behind, children } = await reader.read();
      if (records.length > 0) await onPage({ shardId: id, records });
      onRead?.(id, behind);
      if (children === undefined && behind > (skipBehind ?? Number.POSITIVE_INFINITY)) {
        reader.skipToLatest();
        onSkipped?.(id, behind);
      }
      if (children !== undefined) return children;
      if (until !== undefined && (caughtUp || lastArrival(records) >= until.getTime())) return undefined;
    }
  }
}

function lastArrival(records: readonly KinesisRecord[]): number {
  return records.at(-1)?.ApproximateArrivalTimestamp?.getTime() ?? 0;
}
