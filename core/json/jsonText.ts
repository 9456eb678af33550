import type { ByteWriter } from '../columns/byteWriter.ts';

const quote = 0x22;
const backslash = 0x5c;
const percent = 0x25;
const digitZero = 0x30;
const firstPrintable = 0x20;
const hexDigits = Buffer.from('0123456789abcdef');

/** Maximum number of bytes that one escaped byte takes: `\u001f`. */
const longestEscape = 6;

/** For control characters, the letter of their short escape, or 0. */
const shortEscapes = new Uint8Array(firstPrintable);
for (const [character, letter] of Object.entries({ '\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r' })) {
  shortEscapes[character.charCodeAt(0)] = letter.charCodeAt(0);
}

/**
 * Appends text as a JSON string, including quotes. U+0000 becomes `%00`, because databases reject it in JSON.
 *
 * @param bytes UTF-8
 */
export function appendJsonText(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  writer.reserve((end - start) * longestEscape + 2);
  const out = writer.bytes;
  let at = writer.length;
  out[at++] = quote;
  for (let from = start; from < end; from++) {
    const byte = bytes[from];
    if (byte >= firstPrintable && byte !== quote && byte !== backslash) {
      out[at++] = byte;
    } else if (byte >= firstPrintable) {
      out[at++] = backslash;
      out[at++] = byte;
    } else {
      at = writeControl(out, at, byte);
    }
  }
  out[at++] = quote;
  writer.length = at;
}

/** Writes a control character, and returns the offset after it. */
function writeControl(out: Buffer, start: number, byte: number): number {
  let at = start;
  if (byte === 0) {
    out[at++] = percent;
    out[at++] = digitZero;
    out[at++] = digitZero;
    return at;
  }
  const letter = shortEscapes[byte];
  if (letter !== 0) {
    out[at++] = backslash;
    out[at++] = letter;
    return at;
  }
  at += out.write('\\u00', at, 'latin1');
  out[at++] = hexDigits[byte >>> 4];
  out[at++] = hexDigits[byte & 15];
  return at;
}
