import { ServiceError } from '../serviceError.ts';
import { divideHashKeys, type HashKeyRange } from './hashKeys.ts';
import { Shard } from './shard.ts';
import type { LimitsEnforced } from './throughput.ts';

/** Options of a local stream. */
export interface StreamOptions {
  readonly name: string;
  readonly arn: string;
  readonly shards: number;
  readonly enforceLimits: LimitsEnforced;
  /** Retention period in milliseconds. */
  readonly retention: number;
  /** Returns the current time in epoch milliseconds. */
  readonly now: () => number;
}

/** A stream with its open and closed shards. It can be resharded. */
export class Stream {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly #options: StreamOptions;
  readonly #shards: Shard[] = [];
  /** Open shards, ordered by their hash keys. */
  #open: Shard[] = [];

  constructor(options: StreamOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.createdAt = options.now();
    this.#options = options;
    this.#open = divideHashKeys(options.shards).map((range) => this.#addShard(range, []));
  }

  /** All shards, including closed ones, oldest first. */
  get shards(): readonly Shard[] {
    return this.#shards;
  }

  /** Shards that accept records. */
  get openShards(): readonly Shard[] {
    return this.#open;
  }

  /** Returns the open shard for a hash key of 32 hexadecimal digits. */
  shardOf(hashKey: string): Shard {
    let low = 0;
    let high = this.#open.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#open[middle].rangeEnd < hashKey) low = middle + 1;
      else high = middle;
    }
    return this.#open[low];
  }

  /** Returns an open or closed shard by its id. */
  shard(id: string): Shard {
    const shard = this.#shards.find((candidate) => candidate.id === id);
    if (shard) return shard;
    throw new ServiceError(
      'ResourceNotFoundException',
      `Shard ${id} in stream ${this.name} does not exist; its shards are ${this.#shards.map((each) => each.id).join(', ')}.`,
    );
  }

  /** Returns the child shards, which have the hash keys of a closed shard. */
  childrenOf(parent: Shard): Shard[] {
    return this.#shards.filter(({ parents }) => parents.includes(parent.id));
  }

  /** Closes a shard, and replaces it by two new ones. */
  split(id: string, newStartingHashKey: bigint): void {
    const { range, id: parent } = this.#openShard(id);
    if (newStartingHashKey <= range.start || newStartingHashKey > range.end) {
      throw new ServiceError(
        'InvalidArgumentException',
        `NewStartingHashKey must be greater than ${range.start} and at most ${range.end}, got ${newStartingHashKey}.`,
      );
    }
    const lower = { start: range.start, end: newStartingHashKey - 1n };
    const upper = { start: newStartingHashKey, end: range.end };
    this.#replace([parent], [this.#addShard(lower, [parent]), this.#addShard(upper, [parent])]);
  }

  /** Closes two shards with adjacent hash keys, and replaces them by a new one. */
  merge(id: string, adjacentId: string): void {
    const ranges = [this.#openShard(id).range, this.#openShard(adjacentId).range];
    const [lower, upper] = ranges.sort((a, b) => (a.start < b.start ? -1 : 1));
    if (lower.end + 1n !== upper.start) {
      throw new ServiceError(
        'InvalidArgumentException',
        `Shards ${id} and ${adjacentId} are not adjacent: ${lower.end} is not followed by ${upper.start}.`,
      );
    }
    const merged = this.#addShard({ start: lower.start, end: upper.end }, [id, adjacentId]);
    this.#replace([id, adjacentId], [merged]);
  }

  #openShard(id: string): Shard {
    const shard = this.shard(id);
    if (!shard.closed) return shard;
    throw new ServiceError(
      'InvalidArgumentException',
      `Shard ${id} is closed. Only open shards can be resharded.`,
    );
  }

  #addShard(range: HashKeyRange, parents: string[]): Shard {
    const { enforceLimits, retention, now } = this.#options;
    const createdAt = now();
    const shard = new Shard({
      number: this.#shards.length,
      range,
      createdAt,
      parents,
      enforceLimits,
      retention,
    });
    this.#shards.push(shard);
    return shard;
  }

  #replace(closed: string[], opened: Shard[]): void {
    for (const id of closed) this.shard(id).close();
    const kept = this.#open.filter(({ id }) => !closed.includes(id));
    this.#open = [...kept, ...opened].sort((a, b) => (a.range.start < b.range.start ? -1 : 1));
  }
}
