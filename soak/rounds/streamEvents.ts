import {
  ListShardsCommand,
  MergeShardsCommand,
  type Shard,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import type { Random } from '../../harness/random.ts';
import type { JumpingClock } from '../clock.ts';
import type { Tally } from '../faults/tally.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Maximum and minimum number of shards of the stream. */
const maxShards = 7;
const minShards = 4;

/** Disturbances of a stream while records arrive. */
export class StreamEvents {
  readonly #pipeline: Pick<LocalPipeline, 'kinesis' | 'streamName'>;
  readonly #clock: JumpingClock;
  readonly #random: Random;
  readonly #tally: Tally;

  constructor(
    pipeline: Pick<LocalPipeline, 'kinesis' | 'streamName'>,
    clock: JumpingClock,
    random: Random,
    tally: Tally,
  ) {
    this.#pipeline = pipeline;
    this.#clock = clock;
    this.#random = random;
    this.#tally = tally;
  }

  /** Disturbs the stream at random, or does nothing. */
  async next(): Promise<void> {
    const event = this.#random.below(7);
    if (event === 0) await this.#split();
    else if (event === 1) await this.#merge();
    else if (event < 4) this.#jump(() => this.#clock.jumpToEndOfHour(this.#random.below(60) - 20));
    else if (event < 6) {
      this.#jump(() => this.#clock.jump(this.#random.below(10 * minute) - 4 * minute));
      this.#tally.add('clock off by minutes');
    }
  }

  #jump(jump: () => void): void {
    const before = this.#clock.now();
    jump();
    const after = this.#clock.now();
    if (Math.floor(before / hour) !== Math.floor(after / hour)) this.#tally.add('hour crossed');
    if (Math.floor(before / day) !== Math.floor(after / day)) this.#tally.add('midnight crossed');
  }

  async #split(): Promise<void> {
    const open = await this.#openShards();
    if (open.length >= maxShards) return;
    const { ShardId: shard, HashKeyRange: range } = this.#random.pick(open);
    const [start, end] = [BigInt(range?.StartingHashKey ?? 0), BigInt(range?.EndingHashKey ?? 0)];
    const middle = start + ((end - start) * BigInt(1 + this.#random.below(98))) / 100n;
    await this.#pipeline.kinesis.send(
      new SplitShardCommand({
        StreamName: this.#pipeline.streamName,
        ShardToSplit: shard,
        NewStartingHashKey: String(middle),
      }),
    );
    this.#tally.add('shard split');
  }

  async #merge(): Promise<void> {
    const open = await this.#openShards();
    if (open.length <= minShards) return;
    const first = this.#random.below(open.length - 1);
    await this.#pipeline.kinesis.send(
      new MergeShardsCommand({
        StreamName: this.#pipeline.streamName,
        ShardToMerge: open[first].ShardId,
        AdjacentShardToMerge: open[first + 1].ShardId,
      }),
    );
    this.#tally.add('shards merged');
  }

  /** The open shards, sorted by their hash keys. */
  async #openShards(): Promise<Shard[]> {
    const { kinesis, streamName } = this.#pipeline;
    const { Shards: shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: streamName }));
    const start = (shard: Shard) => BigInt(shard.HashKeyRange?.StartingHashKey ?? 0);
    return shards
      .filter((shard) => shard.SequenceNumberRange?.EndingSequenceNumber === undefined)
      .sort((a, b) => (start(a) < start(b) ? -1 : 1));
  }
}
