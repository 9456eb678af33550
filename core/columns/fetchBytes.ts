/** Bytes of memory that a processor fetches at once. */
const cacheLine = 64;

/** Receives what was read, so that reading isn't optimized away. */
const sink = new Int8Array(1);

/**
 * Reads a run of bytes once in their order. A processor fetches ahead of time what is read in order; columns read one
 * field of each line, and would wait for memory at every one of them.
 */
export function fetchBytes(view: DataView, start: number, end: number): void {
  let read = 0;
  for (let at = start; at < end; at += cacheLine) read ^= view.getInt8(at);
  sink[0] = read;
}
