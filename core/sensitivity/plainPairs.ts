import { startOfName } from './namedSecrets.ts';
import type { SecretNames } from './secretNames.ts';
import type { Span, TextToSearch } from './textToSearch.ts';

const space = 0x20;
const plus = 0x2b;
const dollar = 0x24;
const apostrophe = 0x27;

/** Bytes that end a value without quotes. */
const endsWord = new Uint8Array(256);
for (const byte of Buffer.from(' \t\n\r,;&#|<>"\\(){}[]')) endsWord[byte] = 1;

/** Words before the secret in the value of a header such as `Authorization`. */
const scheme = /^(?:apikey|basic|bearer|digest|negotiate|token)$/i;

/** A value that can also be prose, a type, or a field of GraphQL: `token: expired`, `token: String`. */
const lettersOnly = /^[A-Za-z_]*[.!?:]*$/;

/** A word after a scheme that can be prose: `Authorization: Bearer missing`. Base64 of letters has both cases mixed. */
const wordAfterScheme = /^(?:[A-Z]?[a-z_]*|[A-Z_]*)[.!?:]*$/;

/** Names of secrets that people choose, so that a word of letters can be one. */
const chosenByPeople = /pass|pwd|pswd|secret/i;

/**
 * Finds the value of a secret name without quotes in free text, given the space after its colon: `password: value`. The
 * value ends at the next space or punctuation.
 *
 * @param at position of the space, or of a `+` that encodes a space
 * @param from earliest start of the name
 */
export function pairValue(
  text: TextToSearch,
  at: number,
  from: number,
  names: SecretNames,
): Span | undefined {
  const { bytes, view, end } = text;
  let nameEnd = at - 1;
  const nameStart = startOfName(text, nameEnd, from);
  while (nameEnd > nameStart && bytes[nameEnd - 1] === space) nameEnd--;
  // A name that begins with a dollar sign declares a variable of GraphQL: `$password: String!`.
  if (bytes[nameStart] === dollar || !names.matches(bytes, view, nameStart, nameEnd, false)) return undefined;
  const separator = bytes[at];
  let start = skip(bytes, at, end, separator);
  if (bytes[start] === apostrophe) return quotedValue(bytes, start + 1, end);
  let valueEnd = endOfWord(bytes, start, end, separator);
  const hasScheme = scheme.test(bytes.toString('latin1', start, valueEnd));
  if (hasScheme) {
    start = skip(bytes, valueEnd, end, separator);
    valueEnd = endOfWord(bytes, start, end, separator);
  }
  if (valueEnd === start || bytes[start] === dollar) return undefined;
  const isPlain = (hasScheme ? wordAfterScheme : lettersOnly).test(bytes.toString('latin1', start, valueEnd));
  if (isPlain && !canBeLetters(bytes.toString('latin1', nameStart, nameEnd), names)) return undefined;
  return { start, end: valueEnd };
}

function canBeLetters(name: string, names: SecretNames): boolean {
  return chosenByPeople.test(name) || names.redacts(name);
}

function skip(bytes: Buffer, from: number, end: number, separator: number): number {
  let at = from;
  while (at < end && (bytes[at] === space || bytes[at] === separator)) at++;
  return at;
}

function endOfWord(bytes: Buffer, from: number, end: number, separator: number): number {
  let at = from;
  while (at < end && endsWord[bytes[at]] === 0 && (bytes[at] !== plus || separator !== plus)) at++;
  return at;
}

/** Finds the value up to the next apostrophe. */
function quotedValue(bytes: Buffer, start: number, end: number): Span | undefined {
  let at = start;
  while (at < end && bytes[at] !== apostrophe) at++;
  return at > start ? { start, end: at } : undefined;
}
