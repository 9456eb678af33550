import { constants, zstdCompressSync } from 'node:zlib';
import type { KinesisEvent } from '../../core/records/event.ts';
import type { Contender } from './contender.ts';
import { type Page, readPages } from './parquetPages.ts';

const zstdLevel1 = { [constants.ZSTD_c_compressionLevel]: 1 };

/** The method that `write(text, offset, 'base64')` calls. Node.js's types don't declare it. */
type Base64Buffer = Buffer & { base64Write(text: string, offset: number): number };

/**
 * The minimum work of any such conversion: parsing the event, decoding base64 into one buffer, reading each
 * byte once, and compressing the pages of this project's file.
 */
export class Floor implements Contender {
  readonly name = 'floor';
  readonly without = 'nearly all';
  readonly makes = 'no file';
  readonly #bytes = Buffer.allocUnsafeSlow(8 << 20) as Base64Buffer;
  readonly #pages: readonly Page[];

  /** @param file this project's file for the event, whose pages are compressed */
  constructor(file: Uint8Array) {
    this.#pages = readPages(file);
  }

  run(eventJson: string): Uint8Array {
    const event = JSON.parse(eventJson) as KinesisEvent;
    let end = 0;
    for (const { kinesis } of event.Records) end += this.#bytes.base64Write(kinesis.data, end);
    if (!hasControls(this.#bytes, end)) throw new Error('expected tab-separated records, got no tab');
    return compressPages(this.#pages);
  }
}

/** Concatenates pages. Pages that the file compresses are compressed with zstd level 1. */
export function compressPages(pages: readonly Page[]): Uint8Array {
  return Buffer.concat(
    pages.map(({ bytes, compressed }) =>
      compressed ? zstdCompressSync(bytes, { params: zstdLevel1, pledgedSrcSize: bytes.length }) : bytes,
    ),
  );
}

/** Returns whether there is a control character. Reads all bytes, four at a time. */
function hasControls(bytes: Buffer, end: number): boolean {
  const words = new Int32Array(bytes.buffer, 0, end >>> 2);
  let controls = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    controls |= (word - 0x20202020) & ~word & 0x80808080;
  }
  return controls !== 0;
}
