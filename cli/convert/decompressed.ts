import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const chunkBytes = 1 << 18;

/** The bytes of a stream, unpacked where they begin as gzip does. */
export async function* decompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const beginning = await readBeginning(chunks);
    const whole = startWith(beginning, chunks);
    yield* isGzip(beginning) ? gunzipped(whole) : whole;
  } finally {
    // Not waited for: a chunk that is being read comes first, and may never come.
    void chunks.return?.();
  }
}

function isGzip(beginning: Buffer): boolean {
  return beginning.subarray(0, gzipMagic.length).equals(gzipMagic);
}

function gunzipped(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // An error of the source comes out of the end of the pipeline too, where it is read.
  return pipeline(Readable.from(chunks), createGunzip({ chunkSize: chunkBytes }), () => {});
}

async function* startWith(beginning: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield beginning;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** The first chunks, as many as the magic bytes are spread over. */
async function readBeginning(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let beginning = Buffer.alloc(0);
  while (beginning.length < gzipMagic.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  return beginning;
}
