import { addressBeforePort, replaceAddresses } from './addresses.ts';
import { addressLiterals } from './addressLiterals.ts';
import { ExpandedText } from './expandedText.ts';
import { findSecrets } from './findSecrets.ts';
import type { SensitivityPolicy, TextHandling } from './policy.ts';
import { type Replacement, redacted, replaceSecret } from './replacement.ts';
import type { SecretNames } from './secretNames.ts';
import type { TextMarks } from './textMarks.ts';
import { hasSecretProtocol, protocolsHeader } from './webSocketProtocols.ts';

const fourColons = 0x3a3a3a3a;
const newline = 0x0a;
const percent = 0x25;
const digitZero = 0x30;
const space = 0x20;
const tab = 0x09;
const letterA = 0x61;

const cookieName = /^set-cookie$|^cookie$/i;

/** Headers whose value consists of addresses. Other text in the value is removed with the addresses. */
const addressHeader =
  /^x-forwarded-for$|^x-original-forwarded-for$|-ip$|^x-envoy-external-address$|^x-remote-addr$/i;

/** Headers whose value is an address and a port. */
const addressAndPortHeader = /viewer-address$/i;

const expanded = new ExpandedText();

/** `cs-headers` in the heap: lines of `Name:value`. */
export interface HeadersText {
  /** At least 4 bytes after the text can be read. */
  readonly bytes: Buffer;
  /** The same memory as `bytes`. */
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  /** False if the text is as logged, so that lines end with `%0A`. */
  readonly decoded: boolean;
  readonly marks: TextMarks;
}

/** A line of the headers, and its marks: from `firstMark` up to, but not including, `lastMark`. */
interface HeaderLine {
  readonly start: number;
  /** Equals `start` if the line has no name. */
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly end: number;
  readonly firstMark: number;
  readonly lastMark: number;
}

/**
 * Finds the secrets of `cs-headers`: values of headers with secret names, and secrets in the values of other headers.
 */
export function secretHeaderParts(
  text: HeadersText,
  names: SecretNames,
  policy: SensitivityPolicy,
): Replacement[] {
  const parts: Replacement[] = [];
  const { bytes, view, marks } = text;
  let isSecret = false;
  eachLine(text, ({ start, nameEnd, valueStart, end, firstMark, lastMark }) => {
    // A line that begins with a space or a tab continues the value before it.
    const continuesSecret = isSecret && (bytes[start] === space || bytes[start] === tab);
    isSecret =
      continuesSecret ||
      isSecretHeader(text, start, nameEnd, names) ||
      listsSecretProtocol(bytes, start, nameEnd, end, names);
    if (valueStart === end) return;
    if (continuesSecret) {
      parts.push({
        start,
        end,
        text: replaceSecret(bytes.toString('utf8', start, end), policy.headers, policy),
      });
    } else if (isSecret) {
      const value = bytes.toString('utf8', valueStart, end);
      const isCookie = cookieName.test(bytes.toString('latin1', start, nameEnd));
      parts.push({
        start: valueStart,
        end,
        text: replaceSecret(value, handlingOf(isCookie, policy), policy),
      });
    } else if (policy.urls !== 'keep' && firstMark < lastMark) {
      const value = { bytes, view, start: valueStart, end, beginsWithName: false, levels: undefined };
      for (const part of findSecrets(value, marks, firstMark, lastMark, names, policy)) parts.push(part);
    }
  });
  return parts;
}

/** Finds the addresses of `cs-headers`, with replacements in the form that the policy requires. */
export function headerAddressParts(text: HeadersText, policy: SensitivityPolicy): Replacement[] {
  const parts: Replacement[] = [];
  const { bytes } = text;
  eachLine(text, ({ start, nameEnd, valueStart, end }) => {
    if (valueStart === end) return;
    const name = bytes.toString('latin1', start, nameEnd);
    const hasPort = addressAndPortHeader.test(name);
    if (!hasPort && !addressHeader.test(name)) {
      // Includes the name, which can show that a number is a version.
      parts.push(...addressLiterals(bytes, start, end, policy));
      return;
    }
    const value = bytes.toString('utf8', valueStart, end);
    const addresses = hasPort ? addressBeforePort(value) : value;
    parts.push({ start: valueStart, end, text: replaceAddresses(addresses, policy) ?? redacted });
  });
  return parts;
}

function eachLine(text: HeadersText, use: (line: HeaderLine) => void): void {
  const { view, marks, end } = text;
  let start = text.start;
  let firstMark = 0;
  for (let index = 0; index <= marks.count; index++) {
    const lineEnd = index === marks.count ? end : marks.positions[index];
    if (index < marks.count && !endsLine(text, lineEnd)) continue;
    // A leading colon belongs to the name of a pseudo-header.
    const colonAt = positionOfColon(view, start + 1, lineEnd);
    const hasName = colonAt < lineEnd;
    const valueStart = hasName ? colonAt + 1 : start;
    while (firstMark < index && marks.positions[firstMark] < valueStart) firstMark++;
    const nameEnd = hasName ? colonAt : start;
    use({ start, nameEnd, valueStart, end: lineEnd, firstMark, lastMark: index });
    start = lineEnd + (text.decoded ? 1 : 3);
    firstMark = index + 1;
  }
}

function endsLine({ bytes, end, decoded }: HeadersText, at: number): boolean {
  if (decoded) return bytes[at] === newline;
  return (
    at + 2 < end && bytes[at] === percent && bytes[at + 1] === digitZero && (bytes[at + 2] | 0x20) === letterA
  );
}

/** Returns the position of the first colon, or `end` if the text has no colon. */
function positionOfColon(view: DataView, start: number, end: number): number {
  for (let at = start; at < end; at += 4) {
    // The lowest set high bit belongs to the first colon of four bytes.
    const difference = view.getInt32(at, true) ^ fourColons;
    const found = (difference - 0x01010101) & ~difference & 0x80808080;
    if (found !== 0) return Math.min(end, at + ((31 - Math.clz32(found & -found)) >>> 3));
  }
  return end;
}

function isSecretHeader(
  { bytes, view, decoded }: HeadersText,
  start: number,
  end: number,
  names: SecretNames,
): boolean {
  if (decoded || bytes.subarray(start, end).indexOf(percent) < 0) {
    return names.matches(bytes, view, start, end, true);
  }
  expanded.expand(bytes, start, end);
  return names.matches(expanded.bytes, expanded.view, 0, expanded.length, true);
}

/** Whether a line is a list of WebSocket protocols that contains a secret. */
function listsSecretProtocol(
  bytes: Buffer,
  start: number,
  nameEnd: number,
  end: number,
  names: SecretNames,
): boolean {
  return (
    nameEnd - start === protocolsHeader.length &&
    bytes.toString('latin1', start, nameEnd).toLowerCase() === protocolsHeader &&
    hasSecretProtocol(bytes.toString('latin1', nameEnd + 1, end), names)
  );
}

/** A cookie header is both a cookie and a secret header, so the stricter setting applies. */
function handlingOf(isCookie: boolean, { cookies, headers }: SensitivityPolicy): TextHandling {
  return isCookie && (cookies === 'drop' || headers === 'keep') ? cookies : headers;
}
