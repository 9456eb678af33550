import { replaceAddresses } from './addresses.ts';
import type { TextMarks } from './percentDecoding.ts';
import type { SensitivityPolicy, TextHandling } from './policy.ts';
import { type Replacement, redacted, replaceSecret } from './replacement.ts';
import { addressHeaders, cookieHeaders, secretHeaders } from './secretNames.ts';
import { secretValues } from './urls.ts';

const fourColons = 0x3a3a3a3a;
const newline = 0x0a;
const percent = 0x25;
const digitZero = 0x30;
const letterA = 0x61;

/** `cs-headers` in the heap: lines of `Name:value`. */
export interface HeadersText {
  /** At least 4 more bytes can be read behind the text. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  /** False where the text stayed as logged, so that lines end with `%0A`. */
  readonly decoded: boolean;
  readonly marks: TextMarks;
}

/**
 * The sensitive parts of `cs-headers`: values of secret headers, of headers that repeat the viewer's address
 * where addresses are not kept, and of secret parameters in any other header.
 */
export function sensitiveHeaderParts(text: HeadersText, policy: SensitivityPolicy): Replacement[] {
  const parts: Replacement[] = [];
  const { marks, end } = text;
  let lineStart = text.start;
  let firstMark = 0;
  for (let index = 0; index <= marks.count; index++) {
    const lineEnd = index === marks.count ? end : marks.positions[index];
    if (index < marks.count && !endsLine(text, lineEnd)) continue;
    addLineParts(parts, text, { start: lineStart, end: lineEnd, firstMark, lastMark: index }, policy);
    lineStart = lineEnd + (text.decoded ? 1 : 3);
    firstMark = index + 1;
  }
  return parts;
}

function endsLine({ bytes, end, decoded }: HeadersText, at: number): boolean {
  if (decoded) return bytes[at] === newline;
  return (
    at + 2 < end && bytes[at] === percent && bytes[at + 1] === digitZero && (bytes[at + 2] | 0x20) === letterA
  );
}

/** A line of the headers, and its marks: from `firstMark` up to, not including, `lastMark`. */
interface HeaderLine {
  readonly start: number;
  readonly end: number;
  readonly firstMark: number;
  readonly lastMark: number;
}

function addLineParts(
  parts: Replacement[],
  { bytes, view, marks }: HeadersText,
  { start, end, firstMark, lastMark }: HeaderLine,
  policy: SensitivityPolicy,
): void {
  // A colon in front belongs to the name of a pseudo-header.
  const nameEnd = positionOfColon(view, start + 1, end);
  const valueStart = nameEnd + 1;
  if (valueStart >= end) return;
  const text = sensitiveValue(bytes, start, nameEnd, end, policy);
  if (text !== undefined) {
    parts.push({ start: valueStart, end, text });
    return;
  }
  if (policy.urls === 'keep' || firstMark === lastMark) return;
  const value = { bytes, start: valueStart, end, beginsWithName: false };
  parts.push(...secretValues(value, marks, firstMark, lastMark, policy));
}

/** Position of the first colon, or `end` where there is none. */
function positionOfColon(view: DataView, start: number, end: number): number {
  for (let at = start; at < end; at += 4) {
    // The lowest high bit that is set is that of the first colon of four bytes.
    const difference = view.getInt32(at, true) ^ fourColons;
    const found = (difference - 0x01010101) & ~difference & 0x80808080;
    if (found !== 0) return Math.min(end, at + ((31 - Math.clz32(found & -found)) >>> 3));
  }
  return end;
}

/** What is to stand for the value of a header whose name says that all of it is sensitive; undefined of others. */
function sensitiveValue(
  bytes: Buffer,
  nameStart: number,
  nameEnd: number,
  end: number,
  policy: SensitivityPolicy,
): string | undefined {
  const secret = secretHeaders.matches(bytes, nameStart, nameEnd);
  const address = !secret && policy.addresses !== 'keep' && addressHeaders.matches(bytes, nameStart, nameEnd);
  if (!secret && !address) return undefined;
  const value = bytes.toString('utf8', nameEnd + 1, end);
  if (address) return replaceAddresses(value, policy) ?? redacted;
  const isCookie = cookieHeaders.matches(bytes, nameStart, nameEnd);
  return replaceSecret(value, handlingOf(isCookie, policy), policy);
}

/** A cookie header is a cookie and a secret header: what the stricter of both settings leaves stays. */
function handlingOf(isCookie: boolean, { cookies, headers }: SensitivityPolicy): TextHandling {
  return isCookie && (cookies === 'drop' || headers === 'keep') ? cookies : headers;
}
