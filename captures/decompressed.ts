import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { startWith, takeBeginning } from './beginning.ts';
import { decompressZstandard } from './zstandard.ts';

const chunkBytes = 1 << 18;

/** First bytes by which a compression is known: gzip of RFC 1952, Zstandard of RFC 8878. */
const compressions = [
  { magic: Buffer.from([0x1f, 0x8b]), decompress: gunzip },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), decompress: decompressZstandard },
];

/** The compression of bytes, by their first bytes. */
export function compressionOf(beginning: Buffer): (typeof compressions)[number] | undefined {
  return compressions.find(({ magic }) => beginning.subarray(0, magic.length).equals(magic));
}

/** Bytes of the longest magic. */
const magicBytes = 4;

/** How many compressions of a file may be nested. */
const mostLayers = 3;

/** The bytes of a stream, decompressed if they begin as gzip or Zstandard do, whatever the file's name. */
export async function* decompressed(
  source: AsyncIterable<Buffer>,
  layers = mostLayers,
): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const beginning = await takeBeginning(chunks, magicBytes);
    const whole = startWith(beginning, chunks);
    const found = compressionOf(beginning);
    if (found === undefined || layers === 0) yield* whole;
    else yield* decompressed(found.decompress(whole), layers - 1);
  } finally {
    // Not waited for: a chunk that is being read comes first, and may never come.
    void chunks.return?.();
  }
}

function gunzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // An error of the source comes out of the end of the pipeline too, where it is read.
  return pipeline(Readable.from(chunks), createGunzip({ chunkSize: chunkBytes }), () => {});
}
