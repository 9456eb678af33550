/** A way from an event to a Parquet file, to be measured against others. */
export interface Contender {
  readonly name: string;
  /** What it doesn't do; undefined if it does everything. */
  readonly without?: string;
  /** What it makes: a file of the same values as the others, a file of text as logged, or bytes of no file. */
  readonly makes: 'same values' | 'raw text' | 'no file';
  /** The whole way once: the event's JSON in, the bytes of the file out. */
  run(eventJson: string): Uint8Array | Promise<Uint8Array>;
  /** Frees what it holds. */
  close?(): void;
}
