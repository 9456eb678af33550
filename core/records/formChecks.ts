import type { TextCheck } from '../columns/textColumn.ts';
import { type FormName, hasForm } from './forms.ts';

const digit = 1;
const dot = 2;
const wordCharacter = 4;

/** Kinds of each byte, for the checks of the two forms that most values pass through. */
const kinds = new Uint8Array(256).map((_, byte) => {
  const character = String.fromCharCode(byte);
  return (
    (/[0-9]/.test(character) ? digit : 0) |
    (character === '.' ? dot : 0) |
    (/[A-Za-z0-9_-]/.test(character) ? wordCharacter : 0)
  );
});

/** Whether field bytes have a form, see `forms`. */
export function formCheck(form: FormName): TextCheck {
  const check: TextCheck = ({ bytes }, start, end) => hasForm(form, bytes.toString('latin1', start, end));
  if (form === 'requestId')
    return (source, start, end) => isUsualRequestId(source.bytes, start, end) || check(source, start, end);
  if (form === 'address')
    return (source, start, end) => isUsualAddress(source.bytes, start, end) || check(source, start, end);
  return check;
}

/** Word characters and two equals signs, as every request id seen so far. */
function isUsualRequestId(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 56 || bytes[end - 1] !== 0x3d || bytes[end - 2] !== 0x3d) return false;
  let shared = wordCharacter;
  for (let at = start; at < end - 2; at++) shared &= kinds[bytes[at] as number] as number;
  return shared !== 0;
}

/** Four runs of one to three digits between three dots. */
function isUsualAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let dots = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const kind = kinds[bytes[at] as number] as number;
    if ((kind & digit) !== 0) {
      digits++;
    } else {
      if (kind !== dot || digits === 0) return false;
      dots++;
      digits = 0;
    }
    if (digits > 3) return false;
  }
  return dots === 3 && digits > 0;
}
