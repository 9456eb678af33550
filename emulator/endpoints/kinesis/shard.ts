import { ServiceError } from '../serviceError.ts';
import { type HashKeyRange, toHexadecimal } from './hashKeys.ts';
import { type SequenceNumbers, sequenceNumbersOf } from './sequenceNumbers.ts';
import { Allowance, type LimitsEnforced, shardLimits } from './throughput.ts';

/** The most that one GetRecords call answers: GetRecords page, 2026-11. */
const readLimits = { records: 10_000, bytes: 10_000_000 } as const;

/** A record as it is kept: its data stays base64, as it came and as it goes. */
export interface StoredRecord {
  readonly data: string;
  readonly partitionKey: string;
  /** Decoded data and partition key, in bytes. */
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/** Origin and retention of a shard. */
export interface ShardOptions {
  readonly number: number;
  readonly range: HashKeyRange;
  readonly createdAt: number;
  /** The shards it was made from: one after a split, two after a merge, none at first. */
  readonly parents: readonly string[];
  readonly enforceLimits: LimitsEnforced;
  /** How long records are kept, in milliseconds. */
  readonly retention: number;
}

/** What a read found, and where the next one continues. */
export interface ShardRead {
  readonly records: readonly StoredRecord[];
  /** Position of the first of the records. */
  readonly position: number;
  readonly nextPosition: number;
  readonly millisBehindLatest: number;
}

/** One shard: records in the order of arrival, within the shard's limits. */
export class Shard {
  readonly id: string;
  readonly range: HashKeyRange;
  /** The end of the range as {@link toHexadecimal} writes it. */
  readonly rangeEnd: string;
  readonly parents: readonly string[];
  readonly sequenceNumbers: SequenceNumbers;
  readonly #enforceLimits: LimitsEnforced;
  readonly #retention: number;
  #records: StoredRecord[] = [];
  #trimmed = 0;
  #closed = false;
  readonly #recordsWritten: Allowance;
  readonly #bytesWritten: Allowance;
  readonly #reads: Allowance;
  readonly #bytesRead: Allowance;

  constructor(options: ShardOptions) {
    this.id = `shardId-${String(options.number).padStart(12, '0')}`;
    this.range = options.range;
    this.rangeEnd = toHexadecimal(options.range.end);
    this.parents = options.parents;
    this.sequenceNumbers = sequenceNumbersOf(options.number, options.createdAt);
    this.#enforceLimits = options.enforceLimits;
    this.#retention = options.retention;
    this.#recordsWritten = new Allowance(shardLimits.recordsWrittenPerSecond, options.createdAt);
    this.#bytesWritten = new Allowance(shardLimits.bytesWrittenPerSecond, options.createdAt);
    this.#reads = new Allowance(shardLimits.readsPerSecond, options.createdAt);
    this.#bytesRead = new Allowance(shardLimits.bytesReadPerSecond, options.createdAt);
  }

  /** Whether it takes no more records, its hash keys having gone to other shards. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The position after the newest record. */
  get end(): number {
    return this.#trimmed + this.#records.length;
  }

  /** Appends a record and returns its sequence number, or undefined if the shard's limits refuse it. */
  append(record: StoredRecord): string | undefined {
    if (this.#enforceLimits) {
      const { arrivedAt: now, bytes } = record;
      if (!this.#recordsWritten.has(1, now) || !this.#bytesWritten.has(bytes, now)) return undefined;
      this.#recordsWritten.take(1);
      this.#bytesWritten.take(bytes);
    }
    const position = this.end;
    this.#records.push(record);
    return this.sequenceNumbers.at(position);
  }

  /** Reads from a position; if it was trimmed, reading starts at the oldest record. */
  read(from: number, limit: number, now: number): ShardRead {
    this.#trim(now);
    this.#takeRead(now);
    const start = Math.min(Math.max(from, this.#trimmed), this.end) - this.#trimmed;
    let end = start;
    let bytes = 0;
    const last = Math.min(this.#records.length, start + Math.min(limit, readLimits.records));
    while (end < last && (bytes === 0 || bytes + this.#records[end].bytes <= readLimits.bytes)) {
      bytes += this.#records[end++].bytes;
    }
    if (this.#enforceLimits === true) this.#bytesRead.take(bytes);
    const caughtUp = end === this.#records.length;
    return {
      records: this.#records.slice(start, end),
      position: start + this.#trimmed,
      nextPosition: end + this.#trimmed,
      millisBehindLatest: caughtUp ? 0 : Math.max(1, now - this.#records[end - 1].arrivedAt),
    };
  }

  /** The position of the oldest record that arrived at this time or later. */
  positionAt(time: number): number {
    const index = this.#records.findIndex(({ arrivedAt }) => arrivedAt >= time);
    return this.#trimmed + (index === -1 ? this.#records.length : index);
  }

  /** Takes no more records from here on. */
  close(): void {
    this.#closed = true;
  }

  #takeRead(now: number): void {
    if (this.#enforceLimits !== true) return;
    if (!this.#reads.has(1, now) || !this.#bytesRead.settled(now)) {
      throw new ServiceError(
        'ProvisionedThroughputExceededException',
        `Rate exceeded for shard ${this.id}: ${shardLimits.readsPerSecond} reads and ${shardLimits.bytesReadPerSecond} bytes a second.`,
      );
    }
    this.#reads.take(1);
  }

  #trim(now: number): void {
    const kept = this.#records.findIndex(({ arrivedAt }) => arrivedAt >= now - this.#retention);
    const expired = kept === -1 ? this.#records.length : kept;
    if (expired === 0) return;
    this.#records = this.#records.slice(expired);
    this.#trimmed += expired;
  }
}
