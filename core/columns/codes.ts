/** The code of a row without a value. */
export const noValue = -1;

const minSlots = 512;
const maxInitialSlots = 8192;

/**
 * Returns the initial number of slots of a column's table of values: a power of two that depends only on the number of
 * rows, so that the same rows get the same codes no matter what the column contained before.
 */
export function slotsFor(rows: number): number {
  let slots = minSlots;
  while (slots < maxInitialSlots && slots * 4 < rows) slots *= 2;
  return slots;
}

/** Returns an array with room for `rows` codes: the same array if it is large enough, otherwise a larger copy. */
export function withRoom(codes: Int32Array, rows: number): Int32Array {
  if (rows <= codes.length) return codes;
  const larger = new Int32Array(Math.max(rows, codes.length * 2));
  larger.set(codes);
  return larger;
}
