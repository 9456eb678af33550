/**
 * Characters for finding secrets in a text: `=` ends the name of a parameter, `"` ends the name of a JSON member,
 * `@` ends the password of a URL, `eyJ` begins a JSON Web Token, `AKIA` and similar prefixes begin an AWS access key
 * ID, `%` begins an escape, and a newline ends a header.
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

/** 1 for each byte that is a mark. */
export const isMark = new Uint8Array(256);
for (const byte of Object.values(mark)) isMark[byte] = 1;

/**
 * The positions of marks in a text. They are recorded while the text is decoded, so that it isn't searched again.
 */
export class TextMarks {
  /** Positions in the bytes of the text, in ascending order. */
  positions: Int32Array = new Int32Array(1024);
  count = 0;

  /** Removes all marks and makes room for those of a text with `length` bytes. */
  reset(length: number): void {
    this.count = 0;
    if (this.positions.length < length) this.positions = new Int32Array(length * 2);
  }

  /** Records the marks of the bytes from `start` to `end`. */
  noteAll(bytes: Uint8Array, start: number, end: number): void {
    this.reset(end - start);
    for (let at = start; at < end; at++) {
      if (isMark[bytes[at]] === 1) this.positions[this.count++] = at;
    }
  }
}
