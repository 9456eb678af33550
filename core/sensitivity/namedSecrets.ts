import type { SecretNames } from './secretNames.ts';
import type { Span, TextToSearch } from './textToSearch.ts';

/** Bytes that end a value. A space is not included, because the viewer sent it encoded as part of the value. */
const endsValue = bytesIn('&#');

/** Bytes before a name. */
const beforeName = bytesIn('?&;#=/{}()<>|,"\' \t\n\r');

/** Bytes of a name in GraphQL. */
const ofGraphqlName = bytesIn('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_');

/** Bytes before the name of a parameter. After these bytes, a name can match the list of complete names. */
const beforeParameter = bytesIn('?&;#');

/** Bytes that end a JSON value other than a string, an array, or an object. */
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
 * Returns the start of the parameter name that ends before the equals sign at `at`.
 *
 * @param from earliest start of the name
 */
export function startOfName({ bytes }: TextToSearch, at: number, from: number): number {
  let start = at;
  while (start > from && bytes[start - 1] === space) start--;
  while (start > from && beforeName[bytes[start - 1]] === 0) start--;
  return start;
}

/**
 * Finds the value of a parameter with a secret name.
 *
 * @param nameStart start of the name
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
  // A value of equals signs only is the padding of base64.
  return isEmpty ? undefined : { start: at + 1, end: valueEnd };
}

/**
 * Finds the value of a secret member, given the quote at `at`. The quote ends the name of a JSON member, or begins the
 * value of a name without quotes, as in GraphQL: `password: "value"`. Returns undefined if the quote does neither.
 *
 * @param from start of the name
 */
export function memberValue(
  text: TextToSearch,
  at: number,
  from: number,
  names: SecretNames,
): Span | undefined {
  const { bytes, view, end } = text;
  let next = skipSpaces(bytes, at + 1, end);
  if (bytes[next] !== colon || next >= end) return argumentValue(text, at, from, names);
  if (!names.matches(bytes, view, from, at, false)) return undefined;
  next = skipSpaces(bytes, next + 1, end);
  const afterBackslashes = skipBackslashes(bytes, next, end);
  if (afterBackslashes < end && bytes[afterBackslashes] === quote) {
    return endedByQuote(bytes, afterBackslashes + 1, end, afterBackslashes - next);
  }
  const valueEnd = openings[bytes[next]] === 1 ? endOfNested(bytes, next, end) : endOfPlain(bytes, next, end);
  return valueEnd > next ? { start: next, end: valueEnd } : undefined;
}

/** Finds the value that begins with the quote at `at` if a secret name without quotes and a colon are before it. */
function argumentValue(
  { bytes, view, start, end }: TextToSearch,
  at: number,
  from: number,
  names: SecretNames,
): Span | undefined {
  let valueStart = at;
  while (valueStart > from && bytes[valueStart - 1] === backslash) valueStart--;
  let nameEnd = valueStart;
  while (nameEnd > from && bytes[nameEnd - 1] === space) nameEnd--;
  if (nameEnd === from || bytes[nameEnd - 1] !== colon) return undefined;
  nameEnd--;
  while (nameEnd > from && bytes[nameEnd - 1] === space) nameEnd--;
  let nameStart = nameEnd;
  while (nameStart > from && ofGraphqlName[bytes[nameStart - 1]] === 1) nameStart--;
  // After `"token:"`, the quote ends a string.
  if (nameStart > start && bytes[nameStart - 1] === quote) return undefined;
  if (!names.matches(bytes, view, nameStart, nameEnd, false)) return undefined;
  return endedByQuote(bytes, at + 1, end, at - valueStart);
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

/** Finds a string that ends at a quote preceded by as many backslashes as the opening quote. */
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
