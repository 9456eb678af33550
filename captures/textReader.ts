import { type FileHandle, open } from 'node:fs/promises';
import { releaseBytes } from '../core/columns/byteWriter.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Reads text into memory that the caller provides. */
export interface TextReader {
  /**
   * Reads the next bytes.
   *
   * @param start index for the first byte
   * @param end end index of the memory. At least one byte after it can also be used
   * @returns the number of bytes read; 0 at the end of the text
   */
  read(bytes: Buffer, start: number, end: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Returns a reader for the text of chunks. It frees the memory of each chunk that it has read, so nothing else may use
 * the chunks.
 */
export function readChunks(chunks: AsyncIterable<Buffer>): TextReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async read(bytes, start, end) {
      while (rest.length === 0) {
        const { value, done } = await iterator.next();
        if (done) return 0;
        rest = value;
      }
      const copied = rest.copy(bytes, start, 0, Math.min(rest.length, end - start));
      const read = rest;
      rest = rest.subarray(copied);
      // A decompressor continues in the memory after a chunk, unless the chunk ends where the memory ends.
      if (rest.length === 0 && read.byteOffset + copied === read.buffer.byteLength) releaseBytes(read);
      return copied;
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** Maximum bytes per read. Larger reads would delay the program's end after Ctrl-C. */
const maxBytes = 32 << 20;

/**
 * Returns a reader for the text of a file, without carriage returns before line feeds and at the end.
 *
 * @param onRead called after each read with the number of bytes
 */
export async function readFile(path: string, onRead: (bytes: number) => void): Promise<TextReader> {
  return new FileReader(await open(path), onRead);
}

class FileReader implements TextReader {
  readonly #handle: FileHandle;
  readonly #onRead: (bytes: number) => void;
  /** Whether the last byte read was a carriage return. A line feed can follow it. */
  #held = false;

  constructor(handle: FileHandle, onRead: (bytes: number) => void) {
    this.#handle = handle;
    this.#onRead = onRead;
  }

  async read(bytes: Buffer, start: number, end: number): Promise<number> {
    for (;;) {
      // A carriage return that was held back is inserted if no line feed follows.
      const from = this.#held ? start + 1 : start;
      const length = Math.max(1, Math.min(end - from, maxBytes));
      const { bytesRead } = await this.#handle.read(bytes, from, length, null);
      this.#onRead(bytesRead);
      if (bytesRead === 0) return 0;
      const kept = this.#clean(bytes, start, from, from + bytesRead);
      if (kept > 0) return kept;
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Removes carriage returns before line feeds, and returns the number of remaining bytes from `start` on. */
  #clean(bytes: Buffer, start: number, from: number, to: number): number {
    let textStart = from;
    if (this.#held && bytes[from] !== newline) bytes[--textStart] = carriageReturn;
    this.#held = bytes[to - 1] === carriageReturn;
    const textEnd = this.#held ? to - 1 : to;
    const text = bytes.subarray(textStart, textEnd);
    if (!text.includes(carriageReturn)) {
      if (textStart !== start) bytes.copyWithin(start, textStart, textEnd);
      return textEnd - textStart;
    }
    const clean = Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    return clean.copy(bytes, start);
  }
}
