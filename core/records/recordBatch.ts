import type { Batch } from './batch.ts';

/** Number of readable bytes after the last record, for readers that read several bytes at once. */
export const padding = 16;

/**
 * The method that `write(text, offset, 'base64')` calls after checking its arguments, which takes as long as decoding
 * for text of this length. Every version of Node.js has this method, but there are no types for it.
 */
type Base64Writer = Buffer & { base64Write(text: string, offset: number): number };

/**
 * The records of one batch of a shard: their bytes one after the other, in memory that the next batch
 * reuses, with the sequence number and the arrival time of each record.
 */
export class RecordBatch implements Batch {
  /** Shard of the batch, such as `shardId-000000000001`. */
  shardId = '';
  bytes: Buffer;
  view: DataView;
  /** Number of records. */
  count = 0;
  /** End offset of each record. A record begins at the end of the previous one. */
  ends: Int32Array = new Int32Array(1024);
  /** Sequence number of each record. */
  sequenceNumbers: string[] = [];
  /** Arrival time of each record in the stream, epoch milliseconds. */
  arrivals: Float64Array = new Float64Array(1024);

  /**
   * @param capacity initial capacity in bytes. It grows with the batches. Default 5 MiB, more than the records of
   *   Lambda's largest event: 6 MB of base64
   */
  constructor(capacity = 5 << 20) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Total size of all records, in bytes. */
  get byteLength(): number {
    return this.count === 0 ? 0 : this.ends[this.count - 1];
  }

  sequenceNumber(record: number): string {
    return this.sequenceNumbers[record];
  }

  noteLine(): void {}

  /** Empties the batch for the records of a shard. */
  reset(shardId: string): void {
    this.shardId = shardId;
    this.count = 0;
    this.sequenceNumbers = [];
  }

  /** Appends a record given as base64, as in Lambda's event. */
  addBase64(data: string, sequenceNumber: string, arrival: number): void {
    const start = this.byteLength;
    this.#reserve(start + Math.ceil((data.length * 3) / 4));
    this.#add(start + (this.bytes as Base64Writer).base64Write(data, start), sequenceNumber, arrival);
  }

  /** Appends a record given as bytes. */
  addBytes(data: Uint8Array, sequenceNumber: string, arrival: number): void {
    const start = this.byteLength;
    this.#reserve(start + data.length);
    this.bytes.set(data, start);
    this.#add(start + data.length, sequenceNumber, arrival);
  }

  #add(end: number, sequenceNumber: string, arrival: number): void {
    const record = this.count++;
    if (record === this.ends.length) this.#growRecords();
    this.ends[record] = end;
    this.arrivals[record] = arrival;
    this.sequenceNumbers.push(sequenceNumber);
  }

  #reserve(size: number): void {
    if (size + padding <= this.bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(size + padding, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.byteLength));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  #growRecords(): void {
    const ends = new Int32Array(this.ends.length * 2);
    ends.set(this.ends);
    this.ends = ends;
    const arrivals = new Float64Array(this.arrivals.length * 2);
    arrivals.set(this.arrivals);
    this.arrivals = arrivals;
  }
}
