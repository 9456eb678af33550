/** How a text is written as bytes. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Number of bytes that decide the encoding if there is no byte order mark. */
const sampleBytes = 256;

/**
 * The encoding of a text, by its byte order mark or by the zeros that UTF-16 has between ASCII characters.
 *
 * @param beginning the first bytes, some 256
 * @returns the encoding, and the bytes of the byte order mark
 */
export function encodingOf(beginning: Buffer): { readonly encoding: TextEncoding; readonly mark: number } {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (beginning[0] === 0xef && beginning[1] === 0xbb && beginning[2] === 0xbf) {
    return { encoding: 'utf-8', mark: 3 };
  }
  const sample = beginning.subarray(0, Math.min(sampleBytes, beginning.length) & ~1);
  if (sample.length < 4) return { encoding: 'utf-8', mark: 0 };
  const zerosAt = (offset: number) =>
    sample.filter((byte, index) => index % 2 === offset && byte === 0).length / (sample.length / 2);
  if (zerosAt(1) > 0.9 && zerosAt(0) < 0.1) return { encoding: 'utf-16le', mark: 0 };
  if (zerosAt(0) > 0.9 && zerosAt(1) < 0.1) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

/** A whole text of any of these encodings, without its byte order mark. */
export function decodeText(bytes: Buffer): string {
  const { encoding, mark } = encodingOf(bytes);
  return new TextDecoder(encoding).decode(bytes.subarray(mark));
}
