import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';

const chunkBytes = 1 << 18;

/** Magic numbers of data frames and skippable frames (RFC 8878, sections 3.1.1 and 3.1.2). */
const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

const rleBlock = 1;
const blockHeaderBytes = 3;
const checksumBytes = 4;

/**
 * Decompresses concatenated Zstandard frames, which `cat` and parallel compressors write. Node's decompressor
 * silently stops after the first frame, so the frames are split here.
 */
export async function* decompressZstandard(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = new ByteReader(chunks);
  while (!(await reader.isAtEnd())) {
    const magic = (await reader.take(4)).readUInt32LE();
    if (magic === frameMagic) {
      const transform = createZstdDecompress({ chunkSize: chunkBytes });
      yield* pipeline(Readable.from(frameBytes(reader)), transform, () => {}) as AsyncIterable<Buffer>;
    } else if ((magic & 0xfffffff0) >>> 0 === skippableMagic) {
      await reader.take((await reader.take(4)).readUInt32LE());
    } else {
      throw new Error('it begins with Zstandard data, but other data follows');
    }
  }
}

/** Reads a frame whose magic number has been read. */
async function* frameBytes(reader: ByteReader): AsyncGenerator<Buffer> {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(frameMagic);
  yield magic;
  const descriptor = await reader.take(1);
  yield descriptor;
  yield await reader.take(headerBytes(descriptor[0]));
  let isLast = false;
  while (!isLast) {
    const header = await reader.take(blockHeaderBytes);
    yield header;
    const word = header.readUIntLE(0, blockHeaderBytes);
    isLast = (word & 1) === 1;
    yield await reader.take(((word >>> 1) & 3) === rleBlock ? 1 : word >>> 3);
  }
  if ((descriptor[0] & 4) !== 0) yield await reader.take(checksumBytes);
}

/**
 * Returns the size of a frame's header after its descriptor: window, dictionary ID, and content size (section
 * 3.1.1.1).
 */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  const sizeFlag = descriptor >>> 6;
  const contentSize = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}

class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#fill(1));
  }

  /** @throws Error if the stream ends too early */
  async take(bytes: number): Promise<Buffer> {
    if (!(await this.#fill(bytes))) throw new Error('unexpected end of file');
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }

  async #fill(bytes: number): Promise<boolean> {
    if (this.#rest.length >= bytes) return true;
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < bytes) {
      const { value, done } = await this.#chunks.next();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    this.#rest = Buffer.concat(parts);
    return length >= bytes;
  }
}
