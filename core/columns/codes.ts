/** The code of a row without a value. */
export const noValue = -1;

const fewestSlots = 512;
const mostSlotsAtFirst = 8192;

/**
 * Slots with which a table of the values of a column begins: a power of two that follows from the number of rows alone,
 * so that the same rows give the same codes whatever the column held before.
 */
export function slotsFor(rows: number): number {
  let slots = fewestSlots;
  while (slots < mostSlotsAtFirst && slots * 4 < rows) slots *= 2;
  return slots;
}

/** Room for `rows` codes: the array itself if it is large enough, otherwise a larger one with its content. */
export function withRoom(codes: Int32Array, rows: number): Int32Array {
  if (rows <= codes.length) return codes;
  const larger = new Int32Array(Math.max(rows, codes.length * 2));
  larger.set(codes);
  return larger;
}
