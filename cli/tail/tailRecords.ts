import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { LayoutSource } from '../../core/layouts/layoutSource.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { type ReadRecords, RecordReader } from '../../core/records/recordReader.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { Clock } from '../stream/clock.ts';
import { fillBatch } from '../stream/fillBatch.ts';
import { followStream, type StreamPage } from '../stream/followStream.ts';
import type { StartingPoint } from '../stream/shards.ts';
import type { TailCounts } from './tailStatus.ts';
import type { Condition } from './where/parseCondition.ts';

/** Input of `tailRecords`. */
export interface TailSettings {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly start: StartingPoint;
  readonly layouts: LayoutSource;
  readonly policy: SensitivityPolicy;
  readonly condition: Condition | undefined;
  /** Formats the line of a record. */
  readonly format: (records: ReadRecords, record: number) => string;
  /** Writes lines, and waits until there is room for more. */
  readonly write: (lines: readonly string[]) => Promise<void>;
  /** Called with the number of shards and records whenever it changes. */
  readonly onCounts?: (counts: TailCounts) => void;
  /** Called with messages that aren't records. */
  readonly note: (text: string) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Shows the records of a stream as they arrive, until the signal is aborted. */
export async function tailRecords(settings: TailSettings): Promise<void> {
  const tail = new Tail(settings);
  const { kinesis, streamName, start, clock, signal } = settings;
  await followStream({
    kinesis,
    streamName,
    start,
    clock,
    signal,
    onShards: (count) => tail.noteShards(count),
    onPage: (page) => tail.show(page),
    onThrottled: (shardId) =>
      tail.noteOnce(`${shardId} has too many readers; it is read less often until Kinesis stops throttling`),
  });
}

/** Milliseconds for which lines are collected, so that lines of several shards can be sorted. */
const gatheringTime = 250;

/** A line, and the time of its request for sorting. */
interface TimedLine {
  readonly time: number;
  readonly line: string;
}

class Tail {
  readonly #settings: TailSettings;
  readonly #batch = new RecordBatch();
  readonly #noted = new Set<string>();
  #reader: RecordReader;
  #gathered: TimedLine[] = [];
  #writing: Promise<void> | undefined;
  #counts: TailCounts = { shards: 0, records: 0 };

  constructor(settings: TailSettings) {
    this.#settings = settings;
    this.#reader = this.#newReader();
  }

  noteShards(shards: number): void {
    this.#count({ shards });
  }

  async show(page: StreamPage): Promise<void> {
    const { layouts, clock } = this.#settings;
    let records = this.#read(page);
    if (records.unreadable.some(({ ofUnknownLayout }) => ofUnknownLayout)) {
      if (await layouts.refresh(clock.now())) this.#reader = this.#newReader();
      // Another shard's page may have been read into the same memory in the meantime.
      records = this.#read(page);
    }
    this.#count({ records: this.#counts.records + records.count + records.unreadable.length });
    for (const { reason } of records.unreadable) this.noteOnce(`a record isn't shown: ${reason}`);
    this.#gathered.push(...this.#lines(records));
    if (this.#gathered.length === 0) return;
    this.#writing ??= this.#write();
    await this.#writing;
  }

  /** Prints a message once. */
  noteOnce(text: string): void {
    if (this.#noted.has(text)) return;
    this.#noted.add(text);
    this.#settings.note(text);
  }

  #count(changed: Partial<TailCounts>): void {
    this.#counts = { ...this.#counts, ...changed };
    this.#settings.onCounts?.(this.#counts);
  }

  #newReader(): RecordReader {
    return new RecordReader(this.#settings.layouts.layouts, this.#settings.policy);
  }

  #read(page: StreamPage): ReadRecords {
    return this.#reader.read(fillBatch(this.#batch, page));
  }

  /** Returns the lines of the records to show. */
  #lines(records: ReadRecords): TimedLine[] {
    const { condition = () => true, format } = this.#settings;
    return Array.from({ length: records.count }, (_, record) => record)
      .filter((record) => condition((field) => records.value(record, field)))
      .map((record) => ({
        time: (records.value(record, 'timestamp') as number | null) ?? 0,
        line: format(records, record),
      }));
  }

  /** Waits, then writes the collected lines in the order of their requests. */
  async #write(): Promise<void> {
    const { clock, signal, write } = this.#settings;
    await clock.sleep(gatheringTime, signal).catch(() => {});
    const lines = this.#gathered.sort((a, b) => a.time - b.time).map(({ line }) => line);
    this.#gathered = [];
    this.#writing = undefined;
    await write(lines);
  }
}
