/**
 * Characters by which secrets in a text are found: `=` ends the name of a parameter, `"` that of a JSON member,
 * `@` ends the password of a URL, `eyJ` begins a JSON Web Token, `AKIA` and its kin an AWS access key id. `%`
 * begins an escape, a newline ends a header.
 */
export const mark = {
  newline: 0x0a,
  quote: 0x22,
  percent: 0x25,
  equals: 0x3d,
  at: 0x40,
  capitalI: 0x49,
  capitalJ: 0x4a,
} as const;

/** For each byte, 1 if it is such a character. */
export const isMark = new Uint8Array(256);
for (const byte of Object.values(mark)) isMark[byte] = 1;

/**
 * Where the marks of a text are. They are noted while a text is decoded, so that it need not be searched again.
 */
export class TextMarks {
  /** Positions in the bytes of the text, in rising order. */
  positions: Int32Array = new Int32Array(1024);
  count = 0;

  /** Forgets the marks and makes room for as many as a text of `length` bytes can have. */
  reset(length: number): void {
    this.count = 0;
    if (this.positions.length < length) this.positions = new Int32Array(length * 2);
  }

  /** Notes the marks of the bytes from `start` to `end`. */
  noteAll(bytes: Uint8Array, start: number, end: number): void {
    this.reset(end - start);
    for (let at = start; at < end; at++) {
      if (isMark[bytes[at]] === 1) this.positions[this.count++] = at;
    }
  }
}
