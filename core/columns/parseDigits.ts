const digitZero = 0x30;
const point = 0x2e;
const fourZeros = 0x30303030;

/** Parses at most 15 digits. Returns -1 if there is another character. */
export function wholeNumber(view: DataView, start: number, end: number): number {
  let whole = 0;
  let at = start;
  for (const stop = end - 3; at < stop; at += 4) {
    const four = fourDigits(view.getInt32(at, true));
    if (four < 0) return -1;
    whole = whole * 10_000 + four;
  }
  for (; at < end; at++) {
    const digit = view.getUint8(at) - digitZero;
    if (digit < 0 || digit > 9) return -1;
    whole = whole * 10 + digit;
  }
  return whole;
}

/** Parses digits, a point, and three digits as thousandths. Returns -1 if there is another character. */
export function thousandths(view: DataView, start: number, end: number): number {
  const pointAt = end - 4;
  const pointAndThree = view.getInt32(pointAt, true);
  if ((pointAndThree & 0xff) !== point) return -1;
  // With a digit instead of the point, the three digits are read like four.
  const rest = fourDigits((pointAndThree & ~0xff) | digitZero);
  const whole = pointAt - start === 1 ? oneDigit(view.getUint8(start)) : wholeNumber(view, start, pointAt);
  return whole < 0 || rest < 0 ? -1 : whole * 1000 + rest;
}

function oneDigit(byte: number): number {
  const digit = byte - digitZero;
  return digit < 0 || digit > 9 ? -1 : digit;
}

/** Parses the four characters of a word, with the first in the lowest byte. Returns -1 if one isn't a digit. */
function fourDigits(word: number): number {
  const digits = (word ^ fourZeros) | 0;
  // A digit leaves 0 to 9; adding 0x76 sets the high bit of everything above.
  if (((digits | (digits + 0x76767676)) & 0x80808080) !== 0) return -1;
  const pairs = digits * 10 + (digits >>> 8);
  return (pairs & 0xff) * 100 + ((pairs >>> 16) & 0xff);
}
