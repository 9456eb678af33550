import type { FieldCheck } from '../columns/fieldBounds.ts';
import { type FormName, hasForm } from '../fields/forms.ts';

const digitZero = 0x30;
const digitNine = 0x39;
const dot = 0x2e;
const colon = 0x3a;

/** For each byte of an IPv6 address, 1, or 2 for the colon. */
const ofIpv6 = new Uint8Array(256);
for (const byte of Buffer.from('0123456789abcdefABCDEF')) ofIpv6[byte] = 1;
ofIpv6[colon] = 2;

/** 1 for each pair of bytes that are both word characters. */
const wordPairs = new Uint8Array(256 * 256);
const wordCharacters = new Uint8Array(256).map((_, byte) =>
  /[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
for (const [byte, isWord] of wordCharacters.entries())
  if (isWord === 1) wordPairs.set(wordCharacters, byte << 8);

/** Returns a test for a form, see `forms`. */
export function formCheck(form: FormName): FieldCheck {
  const check: FieldCheck = ({ bytes }, start, end) => hasForm(form, bytes.toString('latin1', start, end));
  if (form === 'requestId')
    return (source, start, end) => isUsualRequestId(source.view, start, end) || check(source, start, end);
  if (form === 'address')
    return (source, start, end) =>
      isUsualIpv4(source.bytes, start, end) ||
      isUsualIpv6(source.bytes, start, end) ||
      check(source, start, end);
  return check;
}

/** Whether bytes are word characters and two equals signs, like every known request ID. */
function isUsualRequestId(view: DataView, start: number, end: number): boolean {
  if (end - start !== 56 || view.getUint16(end - 2) !== 0x3d3d) return false;
  let shared = 1;
  for (let at = start; at < end - 2; at += 2) shared &= wordPairs[view.getUint16(at)];
  return shared !== 0;
}

/** Whether bytes are four groups of one to three digits, separated by dots. */
function isUsualIpv4(bytes: Uint8Array, start: number, end: number): boolean {
  let dots = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte >= digitZero && byte <= digitNine) {
      digits++;
    } else {
      if (byte !== dot || digits === 0) return false;
      dots++;
      digits = 0;
    }
    if (digits > 3) return false;
  }
  return dots === 3 && digits > 0;
}

/** Whether bytes are hexadecimal digits and at least two colons. */
function isUsualIpv6(bytes: Uint8Array, start: number, end: number): boolean {
  let colons = 0;
  for (let at = start; at < end; at++) {
    const kind = ofIpv6[bytes[at]];
    if (kind === 0) return false;
    colons += kind - 1;
  }
  return colons >= 2;
}
