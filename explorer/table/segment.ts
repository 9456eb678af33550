/** Codes of a facet by row, as narrow as they fit. */
export type Codes = Uint16Array | Uint32Array;

/** Rows that were loaded together, by column. It never changes, except that rows can be taken out. */
export interface Segment {
  readonly rows: number;
  /** Epoch milliseconds; NaN for a row without a time, and for one that was taken out. */
  readonly times: Float64Array;
  readonly firstTime: number;
  readonly lastTime: number;
  /** Class of status in the low three bits, class of cache result above them; see `core/metrics/rowClasses`. */
  readonly kinds: Uint8Array;
  /** Bytes sent to the viewer. */
  readonly bytes: Float64Array;
  /** Bucket of the time to first byte, see `latencyBuckets`. */
  readonly firstByte: Uint16Array;
  /** Codes by the facet's id, of the facets that the rows have. */
  readonly codes: ReadonlyMap<string, Codes>;
  /** Number of the file that a row comes from, and its place there. */
  readonly files: Uint32Array;
  readonly fileRows: Uint32Array;
}

/** Bits of a kind that hold the class of the status. */
export const statusBits = 7;

/** Places that the class of the cache result is shifted by in a kind. */
export const cacheShift = 3;

/** Bytes that a row of a segment takes, by its columns. */
export function segmentBytes(segment: Segment): number {
  const columns = [
    segment.times,
    segment.kinds,
    segment.bytes,
    segment.firstByte,
    segment.files,
    segment.fileRows,
    ...segment.codes.values(),
  ];
  return columns.reduce((sum, column) => sum + column.byteLength, 0);
}
