/** Bytes of the characters that records are read by. */
export const tab = 0x09;
export const newline = 0x0a;
export const numberSign = 0x23;
export const percent = 0x25;
export const ampersand = 0x26;
export const hyphen = 0x2d;
export const point = 0x2e;
export const digitZero = 0x30;
export const digitTwo = 0x32;
export const digitThree = 0x33;
export const digitFive = 0x35;
export const digitSix = 0x36;
export const digitNine = 0x39;
export const equalsSign = 0x3d;
export const smallA = 0x61;
export const smallD = 0x64;

/** The first byte that is no control character. */
export const firstPrintable = 0x20;

/** The first byte that is none of ASCII: part of a character of several bytes. */
export const beyondAscii = 0x80;

/** The bit in which a small letter differs from its capital. */
export const smallLetter = 0x20;
