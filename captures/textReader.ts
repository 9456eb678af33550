import { type FileHandle, open } from 'node:fs/promises';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Reads text into memory that the caller provides. */
export interface TextReader {
  /**
   * Reads the next bytes.
   *
   * @param start where to put the first byte
   * @param end where the memory ends, behind which at least one more byte may be used
   * @returns the number of bytes read; 0 at the end of the text
   */
  read(bytes: Buffer, start: number, end: number): Promise<number>;
  close(): Promise<void>;
}

/** Reads the text of chunks. */
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
      rest = rest.subarray(copied);
      return copied;
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** Bytes that are read at once: more would keep a program from ending soon after Ctrl-C. */
const mostBytes = 32 << 20;

/**
 * Reads the text of a file as it is stored, except for carriage returns before line feeds and at the end.
 *
 * @param onRead receives the number of bytes read from the file each time
 */
export async function readFile(path: string, onRead: (bytes: number) => void): Promise<TextReader> {
  return new FileReader(await open(path), onRead);
}

class FileReader implements TextReader {
  readonly #handle: FileHandle;
  readonly #onRead: (bytes: number) => void;
  /** Whether the last byte read was a carriage return, which may come before a line feed. */
  #held = false;

  constructor(handle: FileHandle, onRead: (bytes: number) => void) {
    this.#handle = handle;
    this.#onRead = onRead;
  }

  async read(bytes: Buffer, start: number, end: number): Promise<number> {
    for (;;) {
      // A carriage return that was held back may have to be put in front.
      const from = this.#held ? start + 1 : start;
      const length = Math.max(1, Math.min(end - from, mostBytes));
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

  /** Drops carriage returns before line feeds; returns the bytes that are left from `start` on. */
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
