/** The byte `-`. A field that consists of this byte only has no value. */
export const absentMark = 0x2d;

/**
 * The bounds of the fields in lines of tab-separated text. Field `f` of line `l` begins after `bounds[first[l] + f]`
 * and ends before `bounds[first[l] + f + 1]`. Both are the positions of separators, or just outside the line.
 */
export interface FieldBounds {
  /** The text of all lines. At least 8 bytes after the last line can be read. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  readonly bounds: Int32Array;
  readonly first: Int32Array;
}

/**
 * A run of neighboring lines with the same number of fields: line `from` up to, but not including, line
 * `to`. Their bounds are contiguous, so a field is `stride` bounds after the same field of the previous line.
 */
export interface LineRun {
  readonly from: number;
  readonly to: number;
  /** Number of bounds per line: the number of fields plus one. */
  readonly stride: number;
}

/** Tests whether the bytes of a field have the expected form. */
export type FieldCheck = (source: FieldBounds, start: number, end: number) => boolean;

/** Size of a cache line, in bytes. */
const cacheLine = 64;

/** Stores the result of reading, so that the reads aren't optimized away. */
const sink = new Int8Array(1);

/**
 * Reads bytes once in sequence. A processor prefetches memory that is read in sequence. Columns read one
 * field of each line, so they would wait for memory at every line.
 */
export function fetchBytes(view: DataView, start: number, end: number): void {
  sink[0] = readCacheLines(view, start, end);
}

function readCacheLines(view: DataView, start: number, end: number): number {
  let read = 0;
  for (let at = start; at < end; at += cacheLine) read ^= view.getInt8(at);
  return read;
}
