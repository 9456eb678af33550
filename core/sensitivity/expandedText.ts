import { TextMarks } from './textMarks.ts';

const percent = 0x25;
const digitTwo = 0x32;
const digitFive = 0x35;
const maxLevels = 255;

/** Value of each byte as a hexadecimal digit, or -1. */
const hexValues = new Int8Array(256).map((_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
});

/**
 * A text whose escapes are decoded, no matter how often they were encoded. This finds URLs within URLs. It records
 * the position of each character and how often it was encoded, so that findings can be replaced in the original text.
 */
export class ExpandedText {
  bytes: Buffer = Buffer.alloc(1024);
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  length = 0;
  /** How often each character was encoded; 0 for a plain character. */
  levels = new Uint8Array(1024);
  /** Start of each character in the original text, followed by the end of the text. */
  starts = new Int32Array(1025);
  readonly marks = new TextMarks();

  /** Decodes the text of `source` from `start` to `end`. */
  expand(source: Uint8Array, start: number, end: number): void {
    this.#makeRoom(end - start);
    const { bytes, levels, starts } = this;
    let length = 0;
    for (let at = start; at < end; length++) {
      starts[length] = at;
      const byte = source[at++];
      bytes[length] = byte;
      levels[length] = 0;
      if (byte !== percent || !isHex(source, at, end)) continue;
      let level = 1;
      while (source[at] === digitTwo && source[at + 1] === digitFive && isHex(source, at + 2, end)) {
        at += 2;
        level++;
      }
      bytes[length] = (hexValues[source[at]] << 4) | hexValues[source[at + 1]];
      levels[length] = Math.min(level, maxLevels);
      at += 2;
    }
    starts[length] = end;
    this.length = length;
    this.marks.noteAll(bytes, 0, length);
  }

  #makeRoom(length: number): void {
    if (length + 8 <= this.bytes.length) return;
    this.bytes = Buffer.alloc(length * 2 + 8);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    this.levels = new Uint8Array(this.bytes.length);
    this.starts = new Int32Array(this.bytes.length + 1);
  }
}

/**
 * Returns the byte that the escape at `at` encodes, no matter how often it is encoded; -1 if there is no escape.
 *
 * @param end of the text
 */
export function escapedByte(source: Uint8Array, at: number, end: number): number {
  let digits = at + 1;
  if (!isHex(source, digits, end)) return -1;
  while (source[digits] === digitTwo && source[digits + 1] === digitFive && isHex(source, digits + 2, end)) {
    digits += 2;
  }
  return (hexValues[source[digits]] << 4) | hexValues[source[digits + 1]];
}

/** Whether two hexadecimal digits are at `at`. */
function isHex(source: Uint8Array, at: number, end: number): boolean {
  return at + 1 < end && (hexValues[source[at]] | hexValues[source[at + 1]]) >= 0;
}
