import { encodingOf } from '../terminal/textEncoding.ts';
import { prependBeginning, readBeginning } from './beginning.ts';

/** Number of bytes from which the encoding is detected. */
const beginningBytes = 256;

/** Converts UTF-8 or UTF-16 (which PowerShell's `>` writes) to UTF-8 without a byte order mark. */
export async function* decodeText(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const beginning = await readBeginning(chunks, beginningBytes);
    const { encoding, mark } = encodingOf(beginning);
    const whole = prependBeginning(beginning.subarray(mark), chunks);
    yield* encoding === 'utf-8' ? whole : toUtf8(whole, encoding);
  } finally {
    void chunks.return?.();
  }
}

async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
