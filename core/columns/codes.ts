/** The code of a row without a value. */
export const noValue = -1;

/** Room for `rows` codes: the array itself where it is large enough, else a larger one with its content. */
export function withRoom(codes: Int32Array, rows: number): Int32Array {
  if (rows <= codes.length) return codes;
  const larger = new Int32Array(Math.max(rows, codes.length * 2));
  larger.set(codes);
  return larger;
}
