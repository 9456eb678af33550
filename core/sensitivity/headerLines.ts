import { ByteWriter } from '../columns/byteWriter.ts';
import type { FieldBounds } from '../columns/fieldBounds.ts';
import { lowBytes } from '../columns/hashBytes.ts';

const fourPercents = 0x25252525;
const fourZeros = 0x30303030;
const fourLetters = 0x61616161;
const lowercase = 0x20202020;
const highBits = 0x80808080;
const space = 0x20;
const tab = 0x09;
const percent = 0x25;

/** Length of `%0A`, which ends a line. */
const lineEndLength = 3;

/** Longest line that is remembered, in bytes as logged. */
const longestLine = 512;

/** Maximum size of the memory for lines, in bytes. If it is full, all lines are forgotten. */
const maxBytes = 1 << 20;

/** Number of places for lines; a power of two. */
const placeCount = 4096;

/** The numbers of a place are next to each other, so that the processor fetches them together. */
const numbersPerPlace = 8;
const hashAt = 0;
/** Length of the line as logged, including `%0A`; 0 if the place is empty. */
const lengthAt = 1;
const resultLengthAt = 2;
/** Start of the line, and of its result, in the memory for lines. */
const lineAt = 3;
const resultAt = 4;
/** Hash of the last line that wasn't found at the place. */
const missingAt = 5;

/**
 * Appends headers to the heap as they are stored: decoded and redacted.
 *
 * @returns whether the text was decoded, as in `decodePercent`; false if it is as logged, apart from redacted parts
 */
export type HeadersDecoder = (source: FieldBounds, start: number, end: number, heap: ByteWriter) => boolean;

/**
 * Writes `cs-headers` line by line. Nearly every request has different headers, but most of their lines repeat. When a
 * line occurs the second time, it is remembered with its result. From then on, it is only compared, and the result
 * copied. Neighboring lines that don't repeat are written together.
 */
export class HeaderLines {
  readonly #decode: HeadersDecoder;
  readonly #places = new Int32Array(placeCount * numbersPerPlace);
  /** The remembered lines: each as logged, followed by its result. */
  readonly #texts = new ByteWriter(1 << 16);
  /** Hash of the line found last. */
  #hash = 0;
  /** Whether the result of the line found last doesn't depend on other lines. */
  #isIndependent = true;

  /**
   * @param decode appends any headers. The result of a line must not depend on the other lines, except for lines with
   *   characters that aren't ASCII, and for lines that begin with a space or a tab
   */
  constructor(decode: HeadersDecoder) {
    this.#decode = decode;
  }

  /** Appends the headers from `start` to `end`. */
  append(source: FieldBounds, start: number, end: number, heap: ByteWriter): void {
    const from = heap.length;
    if (this.#appendLines(source, start, end, heap)) return;
    heap.length = from;
    this.#decode(source, start, end, heap);
  }

  /**
   * Appends the headers line by line.
   *
   * @returns false if the lines must be written together, because one depends on others
   */
  #appendLines(source: FieldBounds, start: number, end: number, heap: ByteWriter): boolean {
    const { view } = source;
    let written = start;
    let lineStart = start;
    reserveResults(heap, start, end);
    while (lineStart < end) {
      const lineEnd = this.#findLineEnd(view, lineStart, end);
      if (!this.#isIndependent) return false;
      if (lineEnd < 0) break;
      const hash = this.#hash;
      const place = this.#findPlace(hash);
      if (place < 0 && !this.#isRepeated(hash, lineEnd - lineStart)) {
        lineStart = lineEnd;
        continue;
      }
      if (written < lineStart) {
        if (!this.#decode(source, written, lineStart, heap)) return false;
        reserveResults(heap, lineStart, end);
      }
      if (place < 0 || !this.#appendResult(place, view, lineStart, lineEnd, heap)) {
        const from = heap.length;
        if (!this.#decode(source, lineStart, lineEnd, heap)) return false;
        this.#remember(source, lineStart, lineEnd, heap, from);
        reserveResults(heap, lineEnd, end);
      }
      lineStart = lineEnd;
      written = lineEnd;
    }
    return written === end || this.#decode(source, written, end, heap);
  }

  /** Appends the result of a place's line, if it is the line from `start` to `end`. */
  #appendResult(place: number, view: DataView, start: number, end: number, heap: ByteWriter): boolean {
    const length = this.#places[place + lengthAt];
    if (length !== end - start) return false;
    const texts = this.#texts.view;
    const out = heap.view;
    const line = this.#places[place + lineAt];
    const result = this.#places[place + resultAt];
    const at = heap.length;
    let offset = 0;
    // The result isn't longer than the line, so it is copied while the line is compared.
    for (; offset + 4 <= length; offset += 4) {
      if (view.getInt32(start + offset, true) !== texts.getInt32(line + offset, true)) return false;
      out.setInt32(at + offset, texts.getInt32(result + offset, true), true);
    }
    const difference = view.getInt32(start + offset, true) ^ texts.getInt32(line + offset, true);
    if ((difference & lowBytes[length - offset]) !== 0) return false;
    out.setInt32(at + offset, texts.getInt32(result + offset, true), true);
    heap.length += this.#places[place + resultLengthAt];
    return true;
  }

  /** Finds the end of the line that begins at `start`, after its `%0A`. Returns -1 if the line doesn't end. */
  #findLineEnd(view: DataView, start: number, end: number): number {
    let hash = 0;
    let seen = 0;
    let at = start;
    let word = view.getInt32(at, true);
    const firstByte = word & 0xff;
    // A space or a tab, which can be escaped, continues the value before it.
    const beginsLine = firstByte !== space && firstByte !== tab && firstByte !== percent;
    for (; at < end; at += 4) {
      const next = view.getInt32(at + 4, true);
      const zeros = ((word >>> 8) | (next << 24)) ^ fourZeros;
      const letters = ((word >>> 16) | (next << 16) | lowercase) ^ fourLetters;
      // A byte is zero if `%0A` or `%0a` begins there.
      const difference = (word ^ fourPercents) | zeros | letters;
      const found = (difference - 0x01010101) & ~difference & highBits;
      if (found !== 0) {
        const before = (31 - Math.clz32(found & -found)) >>> 3;
        const lineEnd = at + before + lineEndLength;
        const rest = word & lowBytes[before];
        hash = Math.imul(hash ^ rest ^ (lineEnd - start), 0x85ebca77 | 0);
        this.#hash = hash ^ (hash >>> 15);
        this.#isIndependent = beginsLine && ((seen | rest) & highBits) === 0;
        return lineEnd <= end ? lineEnd : -1;
      }
      hash = Math.imul(hash ^ word, 0x9e3779b1 | 0);
      hash = (hash << 13) | (hash >>> 19);
      seen |= word;
      word = next;
    }
    this.#isIndependent = beginsLine && (seen & highBits) === 0;
    return -1;
  }

  #findPlace(hash: number): number {
    const place = (hash & (placeCount - 1)) * numbersPerPlace;
    if (this.#places[place + hashAt] === hash) return place;
    const other = place ^ numbersPerPlace;
    return this.#places[other + hashAt] === hash ? other : -1;
  }

  /** Whether a line that wasn't found occurs the second time, as far as its place shows, and can be remembered. */
  #isRepeated(hash: number, length: number): boolean {
    const at = (hash & (placeCount - 1)) * numbersPerPlace + missingAt;
    if (this.#places[at] === hash) return length <= longestLine;
    this.#places[at] = hash;
    return false;
  }

  /**
   * Remembers a line and its result, which is at the end of the heap.
   */
  #remember({ bytes }: FieldBounds, start: number, end: number, heap: ByteWriter, resultStart: number): void {
    const texts = this.#texts;
    const places = this.#places;
    const length = end - start;
    const resultLength = heap.length - resultStart;
    if (resultLength > length || length > longestLine) return;
    if (texts.length + length + resultLength > maxBytes) {
      texts.length = 0;
      places.fill(0);
    }
    let place = (this.#hash & (placeCount - 1)) * numbersPerPlace;
    if (places[place + lengthAt] !== 0) place ^= numbersPerPlace;
    places[place + hashAt] = this.#hash;
    places[place + lengthAt] = length;
    places[place + resultLengthAt] = resultLength;
    places[place + lineAt] = texts.length;
    places[place + resultAt] = texts.length + length;
    // Reading a result also reads bytes after it.
    texts.reserve(length * 2 + 8);
    texts.length += bytes.copy(texts.bytes, texts.length, start, end);
    texts.length += heap.bytes.copy(texts.bytes, texts.length, resultStart, heap.length);
  }
}

/** Reserves memory for the results of remembered lines from `start` to `end`, and for the bytes copied after them. */
function reserveResults(heap: ByteWriter, start: number, end: number): void {
  heap.reserve(end - start + 8);
}
