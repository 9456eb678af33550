import { ByteStrings } from './byteStrings.ts';
import { ByteWriter } from './byteWriter.ts';
import { noValue, withRoom } from './codes.ts';
import { absentMark, type FieldBounds, type FieldCheck, type LineRun } from './fieldBounds.ts';
import { lowBytes, sameBytes } from './hashBytes.ts';
import { TextExtremes } from './textExtremes.ts';

/**
 * Appends the value of a field to the heap, in the form that the column stores.
 *
 * @returns false if the column stores no value
 */
export type TextWriter = (source: FieldBounds, start: number, end: number, heap: ByteWriter) => boolean;

export interface TextColumnOptions {
  readonly write: TextWriter;
  /** Test for the form of fields. Default none. */
  readonly check?: FieldCheck | undefined;
  /** Whether nearly every row has a different value. Values are then not looked up among earlier ones. */
  readonly distinct?: boolean | undefined;
}

/** Number of values after which a column decides whether looking up values is worthwhile. */
const enoughValues = 512;

/**
 * Looking up is worthwhile if at least this fraction of all values repeats, estimated from the values read until then.
 */
const minRepeats = 1 / 8;

/**
 * A dictionary-encoded column of text: each row has the code of an entry. Entries are stored one after the other, each
 * preceded by its length (4 bytes, little endian). Rows are looked up by the bytes of the field, so a value is
 * rewritten and checked once, no matter how many rows contain it. If nearly all rows have different values, lookups
 * stop, and a repeated value becomes another entry.
 */
export class TextColumn {
  readonly kind = 'text';
  /** Code of each row, or `noValue`. */
  codes: Int32Array = new Int32Array(1024);
  rows = 0;
  nulls = 0;
  /** Number of rows whose field doesn't have the expected form. */
  malformed = 0;
  /** Number of entries. */
  entries = 0;
  /** The entries, each preceded by its length. */
  readonly heap = new ByteWriter();
  /** Start of each entry's text in the heap. The text of entry `e` ends where the length of entry `e + 1` begins. */
  starts: Int32Array = new Int32Array(256);
  /** The entries with the smallest and the largest bytes. */
  readonly extremes = new TextExtremes();

  readonly #write: TextWriter;
  readonly #check: FieldCheck | undefined;
  readonly #distinct: boolean;
  /** Whether values are looked up among earlier ones. */
  #looksUp = true;
  #expectedRows = 0;
  /** The fields' raw values, before they are rewritten. Several raw values may have the same code, or `noValue`. */
  readonly #rawValues = new ByteStrings();
  /** Code of each raw value. */
  #rawCodes: Int32Array = new Int32Array(256);
  /** For each raw value, 1 if it doesn't have the expected form. */
  #rawMismatches: Uint8Array = new Uint8Array(256);
  #hasMismatches = false;

  constructor({ write, check, distinct = false }: TextColumnOptions) {
    this.#write = write;
    this.#check = check;
    this.#distinct = distinct;
  }

  /** Empties the column for at most `rows` new rows, unless more are reserved. */
  reset(rows: number): void {
    this.codes = withRoom(this.codes, rows);
    this.#expectedRows = rows;
    this.rows = 0;
    this.nulls = 0;
    this.malformed = 0;
    this.entries = 0;
    this.heap.length = 0;
    this.extremes.reset();
    this.#looksUp = !this.#distinct;
    this.#rawValues.reset(this.#distinct ? 0 : rows);
    this.#hasMismatches = false;
  }

  /** Appends rows without a value. */
  fillAbsent(count: number): void {
    this.codes.fill(noValue, this.rows, this.rows + count);
    this.rows += count;
    this.nulls += count;
  }

  /**
   * Appends field number `field` of each line of the run.
   *
   * @param mismatches number of fields of each line that don't have the expected form. This method increments it
   */
  fill(source: FieldBounds, run: LineRun, field: number, mismatches: Uint8Array): void {
    if (!this.#looksUp) {
      this.#fillDistinct(source, run, field, mismatches);
      return;
    }
    this.#fillDictionary(source, run, field, mismatches);
    this.#looksUp = this.#shouldLookUp();
  }

  /**
   * If values are drawn at random, the number of repeats grows with the square of the number of values, so their
   * fraction grows in proportion to it.
   */
  #shouldLookUp(): boolean {
    const values = this.rows - this.nulls;
    if (values < enoughValues) return true;
    const repeats = values - this.#rawValues.count;
    return (repeats / values) * (this.#expectedRows / values) >= minRepeats;
  }

  #fillDictionary(source: FieldBounds, run: LineRun, field: number, mismatches: Uint8Array): void {
    const { view, bounds, first } = source;
    const codes = this.codes;
    const rawValues = this.#rawValues;
    let row = this.rows;
    let nulls = 0;
    // Many rows have the same value as the previous row.
    let lastStart = 0;
    let lastLength = -1;
    let lastHead = 0;
    let lastTail = 0;
    let lastRaw = 0;
    let lastCode: number = noValue;
    let at = first[run.from] + field;
    for (let line = run.from; line < run.to; line++, at += run.stride) {
      const start = bounds[at] + 1;
      const length = bounds[at + 1] - start;
      let head = view.getInt32(start, true);
      let tail = 0;
      if (length < 4) {
        head &= lowBytes[length];
        if (head === absentMark && length === 1) {
          codes[row++] = noValue;
          nulls++;
          continue;
        }
      } else {
        tail = view.getInt32(start + length - 4, true);
      }
      const isLast =
        head === lastHead &&
        tail === lastTail &&
        length === lastLength &&
        (length <= 8 || sameBytes(view, lastStart + 4, start + 4, length - 8));
      if (!isLast) {
        const known = rawValues.count;
        lastRaw = rawValues.intern(view, start, length, head, tail);
        if (lastRaw === known) this.#addRawValue(lastRaw, source, start, start + length);
        lastStart = start;
        lastLength = length;
        lastHead = head;
        lastTail = tail;
        lastCode = this.#rawCodes[lastRaw];
      }
      codes[row++] = lastCode;
      if (lastCode === noValue) nulls++;
      if (this.#hasMismatches && this.#rawMismatches[lastRaw] !== 0) {
        mismatches[line]++;
        this.malformed++;
      }
    }
    this.rows = row;
    this.nulls += nulls;
  }

  #fillDistinct(source: FieldBounds, run: LineRun, field: number, mismatches: Uint8Array): void {
    const { bytes, bounds, first } = source;
    const codes = this.codes;
    let at = first[run.from] + field;
    for (let line = run.from; line < run.to; line++, at += run.stride) {
      const start = bounds[at] + 1;
      const end = bounds[at + 1];
      let code: number = noValue;
      if (end - start !== 1 || bytes[start] !== absentMark) {
        code = this.#addEntry(source, start, end);
        if (this.#isMismatch(source, start, end)) {
          mismatches[line]++;
          this.malformed++;
        }
      }
      if (code === noValue) this.nulls++;
      codes[this.rows++] = code;
    }
  }

  /** Appends one row with text that is not from a field, or without a value. */
  append(text: string | undefined): void {
    this.codes[this.rows++] = text === undefined ? noValue : this.#addText(text);
    if (text === undefined) this.nulls++;
  }

  /** Returns the text of an entry. */
  entryText(code: number): string {
    return this.heap.bytes.toString('utf8', this.starts[code], this.#entryEnd(code));
  }

  /** Returns the bytes of an entry. */
  entryBytes(code: number): Buffer {
    return this.heap.bytes.subarray(this.starts[code], this.#entryEnd(code));
  }

  #entryEnd(code: number): number {
    return code + 1 < this.entries ? this.starts[code + 1] - 4 : this.heap.length;
  }

  #addRawValue(raw: number, source: FieldBounds, start: number, end: number): void {
    if (raw === this.#rawCodes.length) {
      this.#rawCodes = withRoom(this.#rawCodes, raw + 1);
      const mismatches = new Uint8Array(this.#rawCodes.length);
      mismatches.set(this.#rawMismatches);
      this.#rawMismatches = mismatches;
    }
    this.#rawCodes[raw] = this.#addEntry(source, start, end);
    const isMismatch = this.#isMismatch(source, start, end);
    this.#rawMismatches[raw] = isMismatch ? 1 : 0;
    if (isMismatch) this.#hasMismatches = true;
  }

  #isMismatch(source: FieldBounds, start: number, end: number): boolean {
    return this.#check !== undefined && !this.#check(source, start, end);
  }

  #addEntry(source: FieldBounds, start: number, end: number): number {
    const heap = this.heap;
    const lengthAt = heap.length;
    heap.reserve(4);
    heap.length += 4;
    if (!this.#write(source, start, end, heap)) {
      heap.length = lengthAt;
      return noValue;
    }
    return this.#endEntry(lengthAt);
  }

  #addText(text: string): number {
    const heap = this.heap;
    const lengthAt = heap.length;
    heap.reserve(4 + text.length * 3);
    heap.length += 4 + heap.bytes.write(text, lengthAt + 4, 'utf8');
    return this.#endEntry(lengthAt);
  }

  #endEntry(lengthAt: number): number {
    const heap = this.heap;
    heap.view.setInt32(lengthAt, heap.length - lengthAt - 4, true);
    const code = this.entries++;
    if (code === this.starts.length) this.starts = withRoom(this.starts, code + 1);
    this.starts[code] = lengthAt + 4;
    this.extremes.add(heap, code, lengthAt + 4);
    return code;
  }
}
