/** Codes of a facet by row, in the narrowest array that fits. */
export type Codes = Uint16Array | Uint32Array;

/** Rows that were loaded together, by column. A segment never changes, except that rows can be removed. */
export interface Segment {
  readonly rows: number;
  /** Epoch milliseconds; NaN for rows without a time and for removed rows. */
  readonly times: Float64Array;
  readonly firstTime: number;
  readonly lastTime: number;
  /** Status class in the low three bits, cache class in the bits above; see `core/metrics/rowClasses`. */
  readonly kinds: Uint8Array;
  /** Bytes sent to the viewer. */
  readonly bytes: Float64Array;
  /** Bucket of the time to first byte; see `latencyBuckets`. */
  readonly firstByte: Uint16Array;
  /** Codes by facet id, for the facets that the rows have. */
  readonly codes: ReadonlyMap<string, Codes>;
  /**
   * Hash of the query string of a request that missed the cache; 0 for other requests. Undefined if no request has
   * one.
   */
  readonly queries?: Uint32Array | undefined;
  /** Number of the row's file, and row number in that file. */
  readonly files: Uint32Array;
  readonly fileRows: Uint32Array;
}

/** Bit mask of the status class in a kind. */
export const statusBits = 7;

/** Number of bits that the cache class is shifted by in a kind. */
export const cacheShift = 3;

/** Returns the bytes of a segment's columns. */
export function segmentBytes(segment: Segment): number {
  const columns = [
    segment.times,
    segment.kinds,
    segment.bytes,
    segment.firstByte,
    segment.files,
    segment.fileRows,
    ...(segment.queries === undefined ? [] : [segment.queries]),
    ...segment.codes.values(),
  ];
  return columns.reduce((sum, column) => sum + column.byteLength, 0);
}
