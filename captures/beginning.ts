/** Reads the first bytes of a stream: at least `bytes`, unless the stream is shorter. */
export async function readBeginning(chunks: AsyncIterator<Buffer>, bytes: number): Promise<Buffer> {
  const taken: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    taken.push(value);
    length += value.length;
  }
  return taken.length === 1 ? taken[0] : Buffer.concat(taken);
}

/** Yields the bytes that were read from the beginning of a stream, and then the rest. */
export async function* prependBeginning(
  beginning: Buffer,
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  if (beginning.length > 0) yield beginning;
  yield* { [Symbol.asyncIterator]: () => rest };
}
