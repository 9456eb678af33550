import { ServiceError } from '../serviceError.ts';
import { type HashKeyRange, toHexadecimal } from './hashKeys.ts';
import { type SequenceNumbers, sequenceNumbersOf } from './sequenceNumbers.ts';
import { Allowance, type LimitsEnforced, shardLimits } from './throughput.ts';

/** Maximum size of a GetRecords response: GetRecords page, 2026-11. */
const readLimits = { records: 10_000, bytes: 10_000_000 } as const;

/** A stored record. Its data remains base64, as in requests and responses. */
export interface StoredRecord {
  readonly data: string;
  readonly partitionKey: string;
  /** Bytes of the decoded data and the partition key. */
  readonly bytes: number;
  /** Arrival time in epoch milliseconds. */
  readonly arrivedAt: number;
}

/** Options of a shard. */
export interface ShardOptions {
  readonly number: number;
  readonly range: HashKeyRange;
  readonly createdAt: number;
  /** Parent shards: one after a split, two after a merge, otherwise none. */
  readonly parents: readonly string[];
  readonly enforceLimits: LimitsEnforced;
  /** Retention period in milliseconds. */
  readonly retention: number;
}

/** Records of a read, and the position where the next read continues. */
export interface ShardRead {
  readonly records: readonly StoredRecord[];
  /** Position of the first record. */
  readonly position: number;
  readonly nextPosition: number;
  readonly millisBehindLatest: number;
}

/** A shard: stores records in the order of arrival, and enforces the shard's limits. */
export class Shard {
  readonly id: string;
  readonly range: HashKeyRange;
  /** End of the hash key range, written by {@link toHexadecimal}. */
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

  /** Whether the shard is closed: it accepts no more records, because other shards have its hash keys. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Position after the newest record. */
  get end(): number {
    return this.#trimmed + this.#records.length;
  }

  /** Appends a record and returns its sequence number, or undefined if the shard's limits reject it. */
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

  /** Reads from a position, or from the oldest record if the position was trimmed. */
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

  /** Returns the position of the oldest record that arrived at this time or later. */
  positionAt(time: number): number {
    const index = this.#records.findIndex(({ arrivedAt }) => arrivedAt >= time);
    return this.#trimmed + (index === -1 ? this.#records.length : index);
  }

  /** Closes the shard for new records. */
  close(): void {
    this.#closed = true;
  }

  #takeRead(now: number): void {
    if (this.#enforceLimits !== true) return;
    if (!this.#reads.has(1, now) || !this.#bytesRead.settled(now)) {
      throw new ServiceError(
        'ProvisionedThroughputExceededException',
        `Rate exceeded for shard ${this.id}: ${shardLimits.readsPerSecond} reads and ${shardLimits.bytesReadPerSecond} bytes per second.`,
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
