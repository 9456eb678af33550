/** The byte `-`, which means an absent value if it is alone. */
export const absentMark = 0x2d;

/**
 * Bounds of the fields in lines of tab-separated text. Field `f` of line `l` begins after `bounds[first[l] + f]` and
 * ends before `bounds[first[l] + f + 1]`: both are the positions of the separators, or just outside the line.
 */
export interface FieldBounds {
  /** The text of all lines; at least 8 more bytes can be read after the last line. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  readonly bounds: Int32Array;
  readonly first: Int32Array;
}

/**
 * Neighboring lines of the same number of fields to take values from: line `from` up to, not including, line
 * `to`. Their bounds follow one another, so that a field is `stride` bounds after that of the previous line.
 */
export interface LineRun {
  readonly from: number;
  readonly to: number;
  /** Bounds of each line: one more than its fields. */
  readonly stride: number;
}

/** Whether the bytes of a field have the form that is expected of them. */
export type FieldCheck = (source: FieldBounds, start: number, end: number) => boolean;

/** Bytes of memory that a processor fetches at once. */
const cacheLine = 64;

/** Receives what was read, so that reading isn't optimized away. */
const sink = new Int8Array(1);

/**
 * Reads a run of bytes once in their order. A processor fetches ahead of time what is read in order; columns read one
 * field of each line, and would wait for memory at every one of them.
 */
export function fetchBytes(view: DataView, start: number, end: number): void {
  let read = 0;
  for (let at = start; at < end; at += cacheLine) read ^= view.getInt8(at);
  sink[0] = read;
}
