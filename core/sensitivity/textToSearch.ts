/** A part of a text, by the positions of its bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text in which secrets are looked for. */
export interface TextToSearch extends Span {
  /** At least 4 more bytes can be read behind the text. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  /** Whether the name of a parameter may be at `start`, as in a query string. */
  readonly beginsWithName: boolean;
  /** How often each character is encoded beyond those that are plain here; undefined if none is. */
  readonly levels?: Uint8Array | undefined;
}
