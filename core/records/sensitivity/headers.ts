import { replaceAddresses } from './addresses.ts';
import type { SensitivityPolicy } from './policy.ts';
import { type Replacement, redacted, replaceSecret } from './replacement.ts';
import { addressHeaders, cookieHeaders, secretHeaders } from './secretNames.ts';
import { secretParameterValues } from './urls.ts';

const colon = 0x3a;
const newline = 0x0a;
const percent = 0x25;
const digitZero = 0x30;
const letterA = 0x61;

/**
 * The sensitive parts of `cs-headers`, lines of `Name:value`: values of secret headers, of headers that repeat
 * the viewer's address where addresses are not kept, and of secret parameters in any other header.
 *
 * @param decoded false where the text stayed as logged, so that lines end with `%0A`
 */
export function sensitiveHeaderParts(
  bytes: Buffer,
  start: number,
  end: number,
  decoded: boolean,
  policy: SensitivityPolicy,
): Replacement[] {
  const parts: Replacement[] = [];
  for (let lineStart = start; lineStart < end; ) {
    let lineEnd = lineStart;
    while (lineEnd < end && !endsLine(bytes, lineEnd, decoded)) lineEnd++;
    addLineParts(parts, bytes, lineStart, lineEnd, policy);
    lineStart = lineEnd + (decoded ? 1 : 3);
  }
  return parts;
}

function endsLine(bytes: Buffer, at: number, decoded: boolean): boolean {
  if (decoded) return bytes[at] === newline;
  return (
    bytes[at] === percent && bytes[at + 1] === digitZero && ((bytes[at + 2] as number) | 0x20) === letterA
  );
}

function addLineParts(
  parts: Replacement[],
  bytes: Buffer,
  start: number,
  end: number,
  policy: SensitivityPolicy,
): void {
  let nameEnd = start + 1;
  while (nameEnd < end && bytes[nameEnd] !== colon) nameEnd++;
  const valueStart = nameEnd + 1;
  if (valueStart >= end) return;
  const secret = secretHeaders.matches(bytes, start, nameEnd);
  const address = policy.addresses !== 'keep' && addressHeaders.matches(bytes, start, nameEnd);
  if (!secret && !address) {
    if (policy.urls !== 'keep') parts.push(...secretParameterValues(bytes, valueStart, end, false, policy));
    return;
  }
  const value = bytes.toString('utf8', valueStart, end);
  const text = secret ? secretValue(bytes, start, nameEnd, value, policy) : addressValue(value, policy);
  parts.push({ start: valueStart, end, text });
}

/** A cookie header is a cookie and a secret header: what the stricter of both settings leaves stays. */
function secretValue(
  bytes: Buffer,
  start: number,
  nameEnd: number,
  value: string,
  policy: SensitivityPolicy,
): string {
  const { cookies, headers } = policy;
  const followsCookies = cookies === 'drop' || headers === 'keep';
  const handling = followsCookies && cookieHeaders.matches(bytes, start, nameEnd) ? cookies : headers;
  return replaceSecret(value, handling, policy);
}

function addressValue(value: string, policy: SensitivityPolicy): string {
  return replaceAddresses(value, policy) ?? redacted;
}
