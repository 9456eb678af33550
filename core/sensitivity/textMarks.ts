/**
 * Characters for finding secrets in a text: `=` ends the name of a parameter, `"` ends the name of a JSON member,
 * `@` ends the password of a URL, `eyJ` begins a JSON Web Token or base64 of a JSON object, `aHR0c` begins base64 of a
 * URL, `AKIA` and similar prefixes begin an AWS access key ID, `%` begins an escape, a newline ends a header, and a space
 * or `+` after a colon begins the value of a pair.
 */
export const mark = {
  newline: 0x0a,
  space: 0x20,
  quote: 0x22,
  percent: 0x25,
  plus: 0x2b,
  equals: 0x3d,
  at: 0x40,
  capitalH: 0x48,
  capitalI: 0x49,
  capitalJ: 0x4a,
} as const;

/** The byte before a space or `+` that is a mark. */
export const colon = 0x3a;

/** 1 for each byte that is a mark, and 2 for each byte that is a mark after a colon. */
export const markKinds = new Uint8Array(256);
for (const byte of Object.values(mark)) markKinds[byte] = byte === mark.space || byte === mark.plus ? 2 : 1;

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
      const kind = markKinds[bytes[at]];
      if (kind === 1 || (kind === 2 && bytes[at - 1] === colon)) this.positions[this.count++] = at;
    }
  }
}
