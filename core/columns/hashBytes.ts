/** Masks of the lowest 0 to 3 bytes of a word. */
export const lowBytes = [0, 0xff, 0xffff, 0xffffff];

/**
 * Returns a 32-bit hash of `view`'s bytes from `start` to `end`. Reads up to 3 bytes after `end`, which don't affect
 * the hash. Uses two lanes of 4 bytes each, so that the multiplications of one lane don't wait for the other.
 */
export function hashBytes(view: DataView, start: number, end: number): number {
  let even = (end - start) ^ 0x5bd1e995;
  let odd = 0x2545f491;
  let at = start;
  for (const stop = end - 7; at < stop; at += 8) {
    even = Math.imul(even ^ view.getInt32(at, true), 0x9e3779b1 | 0);
    odd = Math.imul(odd ^ view.getInt32(at + 4, true), 0x85ebca77 | 0);
    even = (even << 13) | (even >>> 19);
    odd = (odd << 11) | (odd >>> 21);
  }
  if (end - at >= 4) {
    even = Math.imul(even ^ view.getInt32(at, true), 0x9e3779b1 | 0);
    even = (even << 13) | (even >>> 19);
    at += 4;
  }
  const rest = end - at;
  if (rest > 0) odd = Math.imul(odd ^ (view.getInt32(at, true) & lowBytes[rest]), 0x85ebca77 | 0);
  even ^= Math.imul(odd ^ (odd >>> 15), 0xc2b2ae3d | 0);
  even = Math.imul(even ^ (even >>> 16), 0x27d4eb2f | 0);
  return even ^ (even >>> 15);
}

/** Whether `length` bytes from `a` and from `b` are the same. Reads up to 3 bytes after each. */
export function sameBytes(view: DataView, a: number, b: number, length: number): boolean {
  let offset = 0;
  for (; offset + 4 <= length; offset += 4) {
    if (view.getInt32(a + offset, true) !== view.getInt32(b + offset, true)) return false;
  }
  if (offset === length) return true;
  const difference = view.getInt32(a + offset, true) ^ view.getInt32(b + offset, true);
  return (difference & lowBytes[length - offset]) === 0;
}
