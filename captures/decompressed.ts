import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { prependBeginning, readBeginning } from './beginning.ts';
import { decompressZstandard } from './zstandard.ts';

const chunkBytes = 1 << 18;

/** First bytes of compression formats: gzip (RFC 1952), Zstandard (RFC 8878). */
const compressions = [
  { magic: Buffer.from([0x1f, 0x8b]), decompress: gunzip },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), decompress: decompressZstandard },
];

/** Returns the compression format of a file, from its first bytes; undefined if it isn't compressed. */
export function compressionOf(beginning: Buffer): (typeof compressions)[number] | undefined {
  return compressions.find(({ magic }) => beginning.subarray(0, magic.length).equals(magic));
}

/** Length of the longest magic number, in bytes. */
const magicBytes = 4;

/** Maximum number of nested compressions. */
const maxLayers = 3;

/** Decompresses a stream if it begins like gzip or Zstandard, regardless of the file's name. */
export async function* decompressStream(
  source: AsyncIterable<Buffer>,
  layers = maxLayers,
): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const beginning = await readBeginning(chunks, magicBytes);
    const whole = prependBeginning(beginning, chunks);
    const found = compressionOf(beginning);
    if (found === undefined || layers === 0) yield* whole;
    else yield* decompressStream(found.decompress(whole), layers - 1);
  } finally {
    // Not awaited: it waits for a chunk that is being read, which may never arrive.
    void chunks.return?.();
  }
}

function gunzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // Errors of the source also reach the end of the pipeline, where they are handled.
  return pipeline(Readable.from(chunks), createGunzip({ chunkSize: chunkBytes }), () => {});
}
