/** A way to convert an event to a Parquet file, to compare with others. */
export interface Contender {
  readonly name: string;
  /** The work that it leaves out; undefined if it does everything. */
  readonly without?: string;
  /** Its output: a file with the same values as the others, a file with text as logged, or bytes without a file. */
  readonly makes: 'same values' | 'raw text' | 'no file';
  /** Converts an event's JSON to the bytes of a file. */
  run(eventJson: string): Uint8Array | Promise<Uint8Array>;
  /** Frees resources. */
  close?(): void;
}
