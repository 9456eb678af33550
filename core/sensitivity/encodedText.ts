import type { Span, TextToSearch } from './textToSearch.ts';

const plus = 0x2b;
const slash = 0x2f;
const equals = 0x3d;
const smallA = 0x61;
const smallE = 0x65;
const capitalH = 0x48;
const smallY = 0x79;

/** Base64 of `{"`. */
const jsonBeginning = Buffer.from('eyJ');

/** Base64 of `http`. */
const urlBeginning = Buffer.from('aHR0c');

const ofBase64 = new Uint8Array(256).map((_, byte) => (/[\w+/-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** Text that was encoded as base64. */
export interface EncodedText extends Span {
  /** The decoded text; its memory is reused for the next text. */
  readonly decoded: Buffer;
}

let memory = Buffer.alloc(1024);

/**
 * Decodes base64 of a JSON object or of a URL.
 *
 * @param start start of the base64
 * @returns undefined if there is neither at `start`
 */
export function decodeBase64({ bytes, end: textEnd }: TextToSearch, start: number): EncodedText | undefined {
  const isEncoded = beginsWith(bytes, start, jsonBeginning) || beginsWith(bytes, start, urlBeginning);
  if (!isEncoded) return undefined;
  let end = start;
  while (end < textEnd && ofBase64[bytes[end]] === 1 && !beginsAnother(bytes, end)) end++;
  if (memory.length < end - start) memory = Buffer.alloc((end - start) * 2);
  const length = memory.write(bytes.toString('latin1', start, end), 0, 'base64');
  while (end < textEnd && bytes[end] === equals) end++;
  return { start, end, decoded: memory.subarray(0, length) };
}

function beginsWith(bytes: Buffer, start: number, beginning: Buffer): boolean {
  return beginning.every((byte, index) => bytes[start + index] === byte);
}

/**
 * Whether the byte at `at` separates two encoded texts, so that no part of a text is decoded repeatedly: `/` and `+` are
 * part of base64, and they are separators.
 */
function beginsAnother(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== slash && bytes[at] !== plus) return false;
  const [first, second] = [bytes[at + 1], bytes[at + 2]];
  return (first === smallE && second === smallY) || (first === smallA && second === capitalH);
}
