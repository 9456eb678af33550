import type { SecretNames } from './secretNames.ts';
import type { Span, TextToSearch } from './textToSearch.ts';

/** Bytes that end a value: `&` and `#` alone, for a space in it is one that the viewer sent encoded. */
const endsValue = bytesIn('&#');

/** Bytes before a name. */
const beforeName = bytesIn('?&;#=/{}()<>|,"\' \t\n\r');

/** Bytes before the name of a parameter, at which names count that are secret as a whole. */
const beforeParameter = bytesIn('?&;#');

/** Bytes that end a JSON value that is neither a text nor an array nor an object. */
const endsJsonValue = bytesIn(',}]&# \t\n\r');

const quote = 0x22;
const equals = 0x3d;
const colon = 0x3a;
const space = 0x20;
const backslash = 0x5c;
const openings = bytesIn('[{');
const closings = bytesIn(']}');

function bytesIn(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) table[byte] = 1;
  return table;
}

/**
 * Where the name of a parameter begins that ends before the equals sign at `at`.
 *
 * @param from where the text that can belong to the name begins
 */
export function startOfName({ bytes }: TextToSearch, at: number, from: number): number {
  let start = at;
  while (start > from && bytes[start - 1] === space) start--;
  while (start > from && beforeName[bytes[start - 1]] === 0) start--;
  return start;
}

/**
 * The value of a parameter with a secret name.
 *
 * @param nameStart where the name begins
 * @param at position of the equals sign
 * @returns undefined if the name is not secret, or has no value
 */
export function parameterValue(
  text: TextToSearch,
  nameStart: number,
  at: number,
  names: SecretNames,
): Span | undefined {
  const { bytes, view, start, end, levels } = text;
  let nameEnd = at;
  while (nameEnd > nameStart && bytes[nameEnd - 1] === space) nameEnd--;
  const isWhole = nameStart === start ? text.beginsWithName : beforeParameter[bytes[nameStart - 1]] === 1;
  if (!names.matches(bytes, view, nameStart, nameEnd, isWhole)) return undefined;
  const level = levels === undefined ? 0 : levels[at];
  let valueEnd = at + 1;
  let isEmpty = true;
  for (; valueEnd < end; valueEnd++) {
    const byte = bytes[valueEnd];
    if (endsValue[byte] === 1 && (levels === undefined || levels[valueEnd] <= level)) break;
    if (byte !== equals) isEmpty = false;
  }
  // What is only equals signs is the padding of base64.
  return isEmpty ? undefined : { start: at + 1, end: valueEnd };
}

/**
 * The value of a secret JSON member whose name ends before the quote at `at`; undefined if there is none.
 *
 * @param from where the name begins
 */
export function memberValue(
  { bytes, view, end }: TextToSearch,
  at: number,
  from: number,
  names: SecretNames,
): Span | undefined {
  let next = skipSpaces(bytes, at + 1, end);
  if (bytes[next] !== colon || next >= end) return undefined;
  if (!names.matches(bytes, view, from, at, false)) return undefined;
  next = skipSpaces(bytes, next + 1, end);
  const afterBackslashes = skipBackslashes(bytes, next, end);
  if (afterBackslashes < end && bytes[afterBackslashes] === quote) {
    return endedByQuote(bytes, afterBackslashes + 1, end, afterBackslashes - next);
  }
  const valueEnd = openings[bytes[next]] === 1 ? endOfNested(bytes, next, end) : endOfPlain(bytes, next, end);
  return valueEnd > next ? { start: next, end: valueEnd } : undefined;
}

function skipSpaces(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] === space) at++;
  return at;
}

function skipBackslashes(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] === backslash) at++;
  return at;
}

/** A text that ends at a quote with as many backslashes before it as before the one that began it. */
function endedByQuote(bytes: Buffer, start: number, end: number, backslashes: number): Span | undefined {
  let before = 0;
  let at = start;
  for (; at < end; at++) {
    if (bytes[at] === backslash) {
      before++;
      continue;
    }
    if (bytes[at] === quote && before === backslashes) break;
    before = 0;
  }
  const valueEnd = at < end ? at - backslashes : end;
  return valueEnd > start ? { start, end: valueEnd } : undefined;
}

function endOfNested(bytes: Buffer, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    depth += openings[bytes[at]] - closings[bytes[at]];
    if (depth === 0) return at + 1;
  }
  return end;
}

function endOfPlain(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && endsJsonValue[bytes[at]] === 0) at++;
  return at;
}
