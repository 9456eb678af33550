/** Encoding of a text. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Number of bytes from which the encoding is detected if there is no byte order mark. */
const sampleBytes = 256;

/**
 * Detects the encoding of a text, from its byte order mark or from the zeros between ASCII characters in
 * UTF-16.
 *
 * @param beginning first bytes of the text, about 256
 * @returns the encoding, and the length of the byte order mark
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

/** Decodes a complete text in any of these encodings, without its byte order mark. */
export function decodeText(bytes: Buffer): string {
  const { encoding, mark } = encodingOf(bytes);
  return new TextDecoder(encoding).decode(bytes.subarray(mark));
}
