import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const chunkBytes = 1 << 18;

/** The bytes of a stream, unpacked where they begin as gzip does. */
export async function* decompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const beginning = await readBeginning(chunks);
  const whole = (async function* () {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => chunks };
  })();
  if (!beginning.subarray(0, gzipMagic.length).equals(gzipMagic)) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  // An error of the source comes out of the end of the pipeline, which is read here.
  yield* pipeline(Readable.from(whole), gunzip, () => {});
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
