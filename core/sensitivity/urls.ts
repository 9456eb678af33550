import type { TextMarks } from './percentDecoding.ts';
import type { SensitivityPolicy } from './policy.ts';
import { type Replacement, replaceSecret } from './replacement.ts';
import { secretParameters } from './secretNames.ts';

/** Bytes of the longest secret name, X-Amz-Security-Token. */
const longestName = 20;

/** How often a name may be percent-encoded and still be recognized: a URL in a URL in a URL, and one more. */
const mostEncodings = 4;

/** Bytes of an escape that is encoded again as often as it may be. */
const longestEscape = 1 + 2 * mostEncodings;

/** Bytes in which a name with escapes, and the separator before it, are looked for. */
const longestEncodedName = (longestName + 1) * longestEscape;

const equalsSign = 0x3d;
const percent = 0x25;
const ampersand = 0x26;
const hash = 0x23;
const digitTwo = 0x32;
const digitThree = 0x33;
const digitFive = 0x35;
const digitSix = 0x36;
const smallD = 0x64;

/** The bit in which a small letter differs from its capital. */
const smallLetter = 0x20;

/** Bytes at which the search for the beginning of a name ends: `?`, `&`, `;`, `#` and `%`. */
const endsName = new Uint8Array(256);
for (const byte of Buffer.from('?&;#%')) endsName[byte] = 1;

const encodedSeparator = /%(?:25)*(?:3f|26|3b|23)/i;

/** A URL, a query string or the value of a header in the heap. */
export interface UrlText {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Whether a parameter's name may stand at `start`, as in a query string. */
  readonly beginsWithName: boolean;
}

const nothing: readonly Replacement[] = [];

/**
 * The values of secret parameters, as parts to replace, in rising order.
 *
 * @param marks of the text are looked at from `firstMark` up to, not including, `lastMark`
 */
export function secretValues(
  text: UrlText,
  { positions }: TextMarks,
  firstMark: number,
  lastMark: number,
  policy: SensitivityPolicy,
): readonly Replacement[] {
  let parts: Replacement[] | undefined;
  let done = text.start;
  for (let index = firstMark; index < lastMark; index++) {
    const at = positions[index];
    const part = at < done ? undefined : secretValueAt(text, at, policy);
    if (part === undefined) continue;
    parts ??= [];
    parts.push(part);
    done = part.end;
  }
  return parts ?? nothing;
}

/**
 * The value of a secret parameter whose name ends before `at`, as a part to replace; undefined where there is
 * none. Parameters of URLs that are themselves parameter values, percent-encoded, count too.
 *
 * @param at position of an equals sign, or of an escape that may be one
 */
function secretValueAt(text: UrlText, at: number, policy: SensitivityPolicy): Replacement | undefined {
  const { bytes, end } = text;
  const encodedLength = bytes[at] === percent ? lengthOfEncodedEquals(bytes, at, end) : 0;
  if (encodedLength === 0 && bytes[at] !== equalsSign) return undefined;
  if (!isSecretName(text, at)) return undefined;
  const valueStart = at + (encodedLength || 1);
  const valueEnd =
    encodedLength > 0
      ? endOfEncodedValue(bytes, valueStart, end, (encodedLength - 3) / 2)
      : endOfValue(bytes, valueStart, end);
  if (valueEnd <= valueStart) return undefined;
  const value = bytes.toString('utf8', valueStart, valueEnd);
  return { start: valueStart, end: valueEnd, text: replaceSecret(value, policy.urls, policy) };
}

/** Whether a secret parameter's name ends before `end`. */
function isSecretName(text: UrlText, end: number): boolean {
  const { bytes, beginsWithName } = text;
  if (!secretParameters.canEnd(bytes, text.start, end)) return false;
  const farthest = Math.max(text.start, end - longestName - longestEscape + 1);
  let start = end;
  while (start > farthest && endsName[bytes[start - 1]] === 0) start--;
  if (start > farthest && bytes[start - 1] === percent) return isSecretEncodedName(text, end);
  if (start === text.start ? !beginsWithName : start === farthest) return false;
  return secretParameters.matches(bytes, start, end);
}

/** As {@link isSecretName}, where escapes stand in the name or for the separator before it. */
function isSecretEncodedName({ bytes, start, beginsWithName }: UrlText, end: number): boolean {
  const farthest = Math.max(start, end - longestEncodedName);
  const before = bytes.toString('latin1', farthest, end);
  const afterSeparator = before.split(/[?&;#]/).at(-1) as string;
  const name = afterSeparator.split(encodedSeparator).at(-1) as string;
  const hasSeparator = name.length < before.length || (start === farthest && beginsWithName);
  return hasSeparator && secretParameters.has(decodeRepeatedly(name));
}

function decodeRepeatedly(name: string): string {
  let decoded = name;
  for (let times = 0; times < mostEncodings && decoded.includes('%'); times++) {
    decoded = decoded.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  return decoded;
}

/** Bytes of an equals sign, percent-encoded once or several times, that stands at `start`; 0 where there is none. */
function lengthOfEncodedEquals(bytes: Buffer, start: number, end: number): number {
  const at = endOfRepeatedEscape(bytes, start, mostEncodings);
  const isEquals = bytes[at] === digitThree && (bytes[at + 1] | smallLetter) === smallD;
  return isEquals && at + 1 < end ? at + 2 - start : 0;
}

/** Where an escape that begins at `start` has the digits of its character, if it is encoded again `times` times at the most. */
function endOfRepeatedEscape(bytes: Buffer, start: number, times: number): number {
  let at = start + 1;
  for (let left = times; left > 0 && bytes[at] === digitTwo && bytes[at + 1] === digitFive; left--) at += 2;
  return at;
}

/** A value ends at `&` and `#` alone: a space in it is one that the viewer sent without encoding it. */
function endOfValue(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== ampersand && bytes[at] !== hash) at++;
  return at;
}

/**
 * As {@link endOfValue}, and at separators that are encoded as often as the equals sign before the value or less.
 *
 * @param times how often that equals sign is encoded again
 */
function endOfEncodedValue(bytes: Buffer, start: number, end: number, times: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === ampersand || byte === hash) return at;
    if (byte === percent && isEncodedSeparator(bytes, at, end, times)) return at;
  }
  return end;
}

/** Whether an escape of `&` or `#`, encoded again `times` times at the most, stands at `start`. */
function isEncodedSeparator(bytes: Buffer, start: number, end: number, times: number): boolean {
  const at = endOfRepeatedEscape(bytes, start, times);
  const last = bytes[at + 1];
  return at + 1 < end && bytes[at] === digitTwo && (last === digitSix || last === digitThree);
}
