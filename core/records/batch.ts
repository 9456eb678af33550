/** Records that are read together: a batch of a shard's records, or a block of a file's lines. */
export interface Batch {
  /** Shard of the records, such as `shardId-000000000001`, or the source ID of a file. */
  readonly shardId: string;
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  /** End offset of each record. A record begins at the end of the previous one. Undefined if each line is a record. */
  readonly ends: Int32Array | undefined;
  /** Number of records. */
  readonly count: number;
  /** Total size of all records, in bytes. */
  readonly byteLength: number;
  /** Arrival time of each record, epoch milliseconds. */
  readonly arrivals: Float64Array;
  /** Returns the sequence number of a record in its shard. */
  sequenceNumber(record: number): string;
  /** Takes note of a line when it is found, if each line is a record. It may mark the line as blank. */
  noteLine(found: FoundLines, line: number): void;
}

/** Lines and the bounds of their fields. */
export interface FoundLines {
  readonly bounds: Int32Array;
  readonly first: Int32Array;
  readonly fieldCounts: Int32Array;
  readonly faults: Uint8Array;
}

/** Why a line is not a record. A blank line of a text is skipped, and doesn't count as unreadable. */
export const lineFault = { none: 0, empty: 1, tooLong: 2, notText: 3, blank: 4 } as const;
