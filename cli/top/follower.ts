import { type Facet, facetsOf } from '../../core/insight/facets/facets.ts';
import type { Ranking } from '../../core/insight/top/rankings.ts';
import { TrafficWindow } from '../../core/insight/top/trafficWindow.ts';
import { resultTypeFields } from '../../core/metrics/definitions.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import type { Clock } from '../stream/clock.ts';
import { fillBatch } from '../stream/fillBatch.ts';
import { followStream, type StreamPage } from '../stream/followStream.ts';
import type { StreamSource } from '../stream/streamSource.ts';
import type { Condition } from '../tail/where/parseCondition.ts';
import { Coverage } from './coverage.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** Length of a slice of the window, in milliseconds. */
const slice = 1_000;

/** Settings of `Follower`. */
export interface FollowerSettings {
  readonly source: StreamSource;
  readonly logged: readonly string[];
  readonly ranking: Ranking;
  readonly condition: Condition | undefined;
  /** Length of the window in milliseconds. */
  readonly window: number;
  /** Number of requests that each record represents. */
  readonly scale: number;
  readonly clock: Clock;
}

/** If a shard isn't read for this number of milliseconds, it counts as behind. */
const longestSilence = 5_000;

/** Follows a stream, and stores the traffic of the last seconds. */
export class Follower {
  readonly #settings: FollowerSettings;
  readonly #window: TrafficWindow;
  readonly #coverage = new Coverage();
  readonly #readAt = new Map<string, number>();
  readonly #batch = new RecordBatch();
  readonly #since: number;
  #until: number | undefined;
  #reader: RecordReader;
  #unreadable = 0;

  constructor(settings: FollowerSettings) {
    this.#settings = settings;
    this.#since = settings.clock.now() - settings.window;
    this.#reader = this.#newReader();
    const facets: readonly Facet[] = facetsOf(settings.logged);
    this.#window = new TrafficWindow({
      facets,
      ranking: settings.ranking,
      length: settings.window,
      slice,
      resultField: resultTypeFields.find((name) => settings.logged.includes(name)),
    });
  }

  /** Number of records that match no known layout. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /**
   * Reads the records of the window, and then new records until the signal is aborted.
   *
   * @param until ends when all records that arrived before this time are read
   */
  async follow(signal: AbortSignal, until?: Date): Promise<void> {
    const { source, clock, window } = this.#settings;
    this.#until = until?.getTime();
    await followStream({
      kinesis: source.kinesis,
      streamName: source.streamName,
      start: { since: new Date(this.#since) },
      ...(until !== undefined && { until }),
      clock,
      signal,
      onPage: (page) => this.#add(page),
      onListed: (shardIds, start) => {
        const now = clock.now();
        for (const shardId of shardIds) this.#readAt.set(shardId, now);
        // A shard that is found later was created by resharding. It counts as read until its first read.
        this.#coverage.list(shardIds, start === 'oldest' ? now : this.#since);
      },
      onRead: (shardId, behind, time) => {
        this.#readAt.set(shardId, time);
        this.#coverage.note(shardId, time, behind);
      },
      onEnded: (shardId) => {
        this.#readAt.delete(shardId);
        this.#coverage.end(shardId);
      },
      skipBehind: window,
      onSkipped: (shardId, milliseconds) => this.#coverage.skip(shardId, clock.now(), milliseconds),
    });
  }

  /**
   * Returns the current window.
   *
   * @param rows number of values in each list
   */
  snapshot(rows: number): Snapshot {
    const { clock, window, ranking, scale } = this.#settings;
    const now = clock.now();
    const read = this.#readAt.values().reduce((min, time) => Math.min(min, time), now);
    const to = this.#until ?? Math.max(read, now - longestSilence, this.#since + 1);
    const from = Math.max(this.#since, to - window);
    this.#coverage.forget(from);
    return takeSnapshot({
      summary: this.#window.summarize(to),
      ranking,
      from,
      to,
      partRead: this.#coverage.partRead(from, to),
      shards: { all: this.#coverage.shards, incomplete: this.#coverage.incomplete(from, to) },
      scale,
      rows,
    });
  }

  #newReader(): RecordReader {
    return new RecordReader(this.#settings.source.layouts.layouts, this.#settings.source.policy);
  }

  async #add(page: StreamPage): Promise<void> {
    const { source, clock, condition = () => true } = this.#settings;
    let records = this.#reader.read(fillBatch(this.#batch, page));
    if (records.unreadable.some(({ ofUnknownLayout }) => ofUnknownLayout)) {
      if (await source.layouts.refresh(clock.now())) this.#reader = this.#newReader();
      // Another shard's page may have been read into the same memory in the meantime.
      records = this.#reader.read(fillBatch(this.#batch, page));
    }
    this.#unreadable += records.unreadable.length;
    for (let record = 0; record < records.count; record++) {
      const read = (field: string) => records.value(record, field);
      if (condition(read)) this.#window.add(arrivalOf(page, record, records.count), read);
    }
  }
}

/** Returns when a record arrived. Nearly always, a Kinesis record contains one log record. */
function arrivalOf({ records }: StreamPage, record: number, count: number): number {
  const place = Math.min(records.length - 1, Math.floor((record * records.length) / count));
  return records[place]?.ApproximateArrivalTimestamp?.getTime() ?? 0;
}
