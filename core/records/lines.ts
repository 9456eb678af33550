import { isUtf8 } from 'node:buffer';
import type { FieldBounds } from '../columns/fieldBounds.ts';
import { type Batch, lineFault } from './batch.ts';

/** Longest line, in bytes. A longer line is not a record of CloudFront, whose requests have at most about 20 KB. */
export const longestLine = 256 * 1024;

/** Maximum number of fields whose bounds are stored. No layout has as many fields. */
export const maxFields = 255;

const tab = 0x09;
const newline = 0x0a;
const firstPrintable = 0x20;
const beyondAscii = 0x80;

/** Returns the high bit of each of four bytes that is a control character or not ASCII, and of a few other bytes. */
function marksOf(four: number): number {
  return ((four - 0x20202020) | four) & 0x80808080;
}

/**
 * Finds the lines of a batch and the bounds of their fields. A record of the stream normally contains one line. Several
 * lines are read as several rows.
 */
export class Lines implements FieldBounds {
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Number of lines. */
  count = 0;
  bounds: Int32Array = new Int32Array(65536);
  first: Int32Array = new Int32Array(1024);
  /** Number of fields of each line, at most `maxFields`. */
  fieldCounts: Int32Array = new Int32Array(1024);
  /** The record of the batch that each line comes from. */
  records: Int32Array = new Int32Array(1024);
  /** Number of each line in its record, from 1. */
  numbers: Int32Array = new Int32Array(1024);
  /** End offset of each line, including its newline. */
  ends: Int32Array = new Int32Array(1024);
  /** One of `lineFault` for each line. */
  faults: Uint8Array = new Uint8Array(1024);
  #used = 0;
  /** Whether each line is a separate record. */
  #areRecords = false;

  /** Reads the lines of a batch. The batch's memory is used until the next batch is read. */
  read(batch: Batch): void {
    const { bytes, view, ends } = batch;
    this.bytes = bytes;
    this.view = view;
    this.count = 0;
    this.#used = 0;
    this.#areRecords = ends === undefined;
    const words = new Int32Array(bytes.buffer, 0, bytes.length >>> 2);
    if (ends === undefined) this.#readText(words, batch);
    else this.#readRecords(words, ends, batch.count);
  }

  /** Returns the start offset of a line. */
  start(line: number): number {
    return this.bounds[this.first[line]] + 1;
  }

  /**
   * Returns the position of a line in its shard: the sequence number of its record and, from the second line of a
   * record on, the number of the line: `4959….2`. A record that is itself a part of another record, as in a quarantine
   * file, continues the numbers of the other record.
   */
  sequenceNumber(batch: Batch, line: number): string {
    const sequenceNumber = batch.sequenceNumber(this.records[line]);
    const number = this.numbers[line];
    if (number === 1) return sequenceNumber;
    const [ofRecord, firstLine = '1'] = sequenceNumber.split('.');
    return `${ofRecord}.${Number(firstLine) + number - 1}`;
  }

  /**
   * Returns an identity that is unique among the lines of all shards and files: `<shardId>-<sequence number>[.<line>]`,
   * and `<source id>-<line>` for the lines of a file. Rows of the lake are compared by it, so the format must never
   * change.
   */
  identity(batch: Batch, line: number): string {
    return `${batch.shardId}-${this.sequenceNumber(batch, line)}`;
  }

  #readText(words: Int32Array, batch: Batch): void {
    for (let start = 0; start < batch.byteLength; ) {
      start = this.#readLine(words, 0, start, batch.byteLength);
      batch.noteLine(this, this.count - 1);
    }
  }

  #readRecords(words: Int32Array, ends: Int32Array, count: number): void {
    let start = 0;
    for (let record = 0; record < count; record++) {
      const end = ends[record];
      do start = this.#readLine(words, record, start, end);
      while (start < end);
    }
  }

  /** Reads the line that begins at `start`, in a record that ends at `end`; returns where the next line begins. */
  #readLine(words: Int32Array, record: number, start: number, end: number): number {
    const { bytes } = this;
    const bounds = this.#begin(record, start);
    let used = this.#used;
    const lastKept = used + maxFields - 2;
    let controls = 0;
    let highBytes = 0;
    let word = start >>> 2;
    // The first word may begin before the line. Bytes of the previous line don't count.
    let marks = marksOf(words[word]) & ~((1 << ((start & 3) << 3)) - 1);
    while (word << 2 < end) {
      while (marks !== 0) {
        const at = (word << 2) + ((31 - Math.clz32(marks & -marks)) >>> 3);
        marks &= marks - 1;
        if (at >= end) break;
        const byte = bytes[at];
        if (byte === tab) {
          if (used <= lastKept) bounds[used++] = at;
        } else if (byte === newline) {
          this.#end(used, at, at + 1, controls, highBytes);
          return at + 1;
        } else if (byte < firstPrintable) {
          controls++;
        } else if (byte >= beyondAscii) {
          highBytes++;
        }
      }
      do marks = marksOf(words[++word]);
      while (marks === 0 && word << 2 < end);
    }
    this.#end(used, end, end, controls, highBytes);
    return end;
  }

  /** Begins a line. Returns the bounds, with room for the line. */
  #begin(record: number, start: number): Int32Array {
    const line = this.count++;
    if (line === this.first.length) this.#growLines();
    if (this.#used + maxFields + 2 > this.bounds.length) {
      const bounds = new Int32Array(this.bounds.length * 2);
      bounds.set(this.bounds);
      this.bounds = bounds;
    }
    this.first[line] = this.#used;
    this.bounds[this.#used++] = start - 1;
    const ownRecord = this.#areRecords ? line : record;
    this.records[line] = ownRecord;
    this.numbers[line] = line > 0 && this.records[line - 1] === ownRecord ? this.numbers[line - 1] + 1 : 1;
    return this.bounds;
  }

  /** Ends the current line. All bounds of the line except the last are stored up to `used`. */
  #end(used: number, textEnd: number, lineEnd: number, controls: number, highBytes: number): void {
    const line = this.count - 1;
    const first = this.first[line];
    const start = this.bounds[first] + 1;
    this.fieldCounts[line] = used - first;
    this.bounds[used] = textEnd;
    this.#used = used + 1;
    this.ends[line] = lineEnd;
    if (start === textEnd) this.faults[line] = lineFault.empty;
    else if (textEnd - start > longestLine) this.faults[line] = lineFault.tooLong;
    else if (controls > 0 || (highBytes > 0 && !isUtf8(this.bytes.subarray(start, textEnd)))) {
      this.faults[line] = lineFault.notText;
    } else this.faults[line] = lineFault.none;
  }

  #growLines(): void {
    const size = this.first.length * 2;
    const grown = (array: Int32Array) => {
      const larger = new Int32Array(size);
      larger.set(array);
      return larger;
    };
    this.first = grown(this.first);
    this.fieldCounts = grown(this.fieldCounts);
    this.records = grown(this.records);
    this.numbers = grown(this.numbers);
    this.ends = grown(this.ends);
    const faults = new Uint8Array(size);
    faults.set(this.faults);
    this.faults = faults;
  }
}
