import type { CharacterMarks } from '../percentDecoding.ts';
import { replaceAddresses } from './addresses.ts';
import type { SensitivityPolicy, TextHandling } from './policy.ts';
import { type Replacement, redacted, replaceSecret } from './replacement.ts';
import { addressHeaders, cookieHeaders, secretHeaders } from './secretNames.ts';
import { parameterCharacters, secretValueAt } from './urls.ts';

const colon = 0x3a;
const newline = 0x0a;
const percent = 0x25;
const digitZero = 0x30;
const letterA = 0x61;

/** The characters by which the parts of `cs-headers` are found. */
export const headerCharacters = `\n:${parameterCharacters}`;

/** `cs-headers` in the heap: lines of `Name:value`. */
export interface HeadersText {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** False where the text stayed as logged, so that lines end with `%0A`. */
  readonly decoded: boolean;
  /** Where its {@link headerCharacters} stand. */
  readonly marks: CharacterMarks;
}

/**
 * The sensitive parts of `cs-headers`: values of secret headers, of headers that repeat the viewer's address
 * where addresses are not kept, and of secret parameters in any other header.
 */
export function sensitiveHeaderParts(text: HeadersText, policy: SensitivityPolicy): Replacement[] {
  const { bytes, marks } = text;
  const parts: Replacement[] = [];
  let lineStart = text.start;
  let valueStart = -1;
  let done = text.start;
  for (let index = 0; index < marks.count; index++) {
    const at = marks.positions[index] as number;
    if (endsLine(text, at)) {
      lineStart = at + (text.decoded ? 1 : 3);
      valueStart = -1;
    } else if (bytes[at] === colon) {
      if (valueStart >= 0 || at === lineStart) continue;
      valueStart = at + 1;
      const part = sensitiveValue(text, lineStart, at, index, policy);
      if (part === undefined) continue;
      parts.push(part);
      done = part.end;
    } else if (valueStart >= 0 && at >= done && policy.urls !== 'keep') {
      const end = text.decoded ? text.end : endOfLine(text, index);
      const part = secretValueAt({ bytes, start: valueStart, end, beginsWithName: false }, at, policy);
      if (part === undefined) continue;
      parts.push(part);
      done = part.end;
    }
  }
  return parts;
}

function endsLine({ bytes, decoded }: HeadersText, at: number): boolean {
  if (decoded) return bytes[at] === newline;
  return (
    bytes[at] === percent && bytes[at + 1] === digitZero && ((bytes[at + 2] as number) | 0x20) === letterA
  );
}

/** Where the line ends in which mark number `index` stands. */
function endOfLine(text: HeadersText, index: number): number {
  const { positions, count } = text.marks;
  for (let next = index; next < count; next++) {
    if (endsLine(text, positions[next] as number)) return positions[next] as number;
  }
  return text.end;
}

/** The value of a header as a part to replace, where its name says that all of it is sensitive. */
function sensitiveValue(
  text: HeadersText,
  nameStart: number,
  nameEnd: number,
  index: number,
  policy: SensitivityPolicy,
): Replacement | undefined {
  const { bytes } = text;
  const secret = secretHeaders.matches(bytes, nameStart, nameEnd);
  const address = !secret && policy.addresses !== 'keep' && addressHeaders.matches(bytes, nameStart, nameEnd);
  if (!secret && !address) return undefined;
  const start = nameEnd + 1;
  const end = endOfLine(text, index);
  if (start >= end) return undefined;
  const value = bytes.toString('utf8', start, end);
  if (address) return { start, end, text: replaceAddresses(value, policy) ?? redacted };
  const isCookie = cookieHeaders.matches(bytes, nameStart, nameEnd);
  return { start, end, text: replaceSecret(value, handlingOf(isCookie, policy), policy) };
}

/** A cookie header is a cookie and a secret header: what the stricter of both settings leaves stays. */
function handlingOf(isCookie: boolean, { cookies, headers }: SensitivityPolicy): TextHandling {
  return isCookie && (cookies === 'drop' || headers === 'keep') ? cookies : headers;
}
