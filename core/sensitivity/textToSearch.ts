/** A part of a text, as byte positions. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text to search for secrets. */
export interface TextToSearch extends Span {
  /** At least 4 bytes after the text can be read. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  /** Whether the name of a parameter may begin at `start`, as in a query string. */
  readonly beginsWithName: boolean;
  /** How many more times each character is encoded than the plain characters; undefined if no character is encoded. */
  readonly levels: Uint8Array | undefined;
}
