import { ServiceError } from '../serviceError.ts';

/** The object in a request, and the trailers after it. */
export interface DecodedBody {
  readonly body: Buffer;
  /** Trailers by lowercase name, such as `x-amz-checksum-crc32`. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Removes the chunk framing from a body that was sent with `content-encoding: aws-chunked`.
 *
 * A chunk consists of its size in hexadecimal, an optional signature, and its bytes. Trailers follow the
 * chunk of size 0: Amazon S3 API reference, "Signature calculations: transferring payload in multiple
 * chunks", 2026-11.
 */
export function decodeChunkedBody(encoded: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const line = readLine(encoded, position);
    const size = Number.parseInt(line.text, 16);
    if (!Number.isSafeInteger(size)) throw malformed(`a chunk size at byte ${position}`, line.text);
    position = line.next;
    if (size === 0) break;
    if (position + size + 2 > encoded.length)
      throw malformed(`${size} bytes of a chunk`, 'the end of the body');
    chunks.push(encoded.subarray(position, position + size));
    position += size + 2;
  }
  return { body: Buffer.concat(chunks), trailers: readTrailers(encoded, position) };
}

function readTrailers(encoded: Buffer, start: number): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (let position = start; position < encoded.length; ) {
    const { text, next } = readLine(encoded, position);
    const colon = text.indexOf(':');
    if (colon > 0) trailers[text.slice(0, colon).toLowerCase()] = text.slice(colon + 1).trim();
    position = next;
  }
  return trailers;
}

function readLine(encoded: Buffer, start: number): { text: string; next: number } {
  const end = encoded.indexOf('\r\n', start);
  if (end === -1) throw malformed('a line that ends in CR LF', 'the end of the body');
  return { text: encoded.toString('latin1', start, end), next: end + 2 };
}

function malformed(expected: string, got: string): ServiceError {
  return new ServiceError(
    'IncompleteBody',
    `The aws-chunked body is malformed: expected ${expected}, got ${got}.`,
  );
}
