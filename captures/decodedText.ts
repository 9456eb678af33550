import { encodingOf } from '../terminal/textEncoding.ts';
import { startWith, takeBeginning } from './beginning.ts';

/** Number of bytes that decide the encoding. */
const beginningBytes = 256;

/** A text as UTF-8 without a byte order mark, from UTF-8 or UTF-16 (as PowerShell's `>` writes it). */
export async function* decodedText(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const beginning = await takeBeginning(chunks, beginningBytes);
    const { encoding, mark } = encodingOf(beginning);
    const whole = startWith(beginning.subarray(mark), chunks);
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
