import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../serviceError.ts';

const algorithms: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  'x-amz-checksum-crc32': (body) => bigEndian(crc32(body)),
  'x-amz-checksum-crc32c': (body) => bigEndian(crc32c(body)),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest(),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest(),
};

/** Header for the CRC-32 of an object, which SDK clients send by default. */
export const crc32Header = 'x-amz-checksum-crc32';

/** Returns the value of {@link crc32Header} for an object. */
export const crc32Of = (body: Buffer): string => algorithms[crc32Header](body).toString('base64');

/** Returns the entity tag of an object that wasn't uploaded in parts: its MD5, in quotes. */
export const entityTagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

/**
 * Verifies every checksum that was sent with a body, and returns the checksums to include in the response.
 *
 * @param sent headers of the request and trailers of its body
 * @throws ServiceError `BadDigest` if a checksum doesn't match
 */
export function verifyChecksums(
  sent: Readonly<Record<string, unknown>>,
  body: Buffer,
): Record<string, string> {
  verify('content-md5', sent['content-md5'], createHash('md5').update(body).digest());
  const confirmed: Record<string, string> = {};
  for (const [name, value] of Object.entries(sent)) {
    if (!/^x-amz-checksum-(?!algorithm$|mode$|type$)/.test(name)) continue;
    const digest = algorithms[name]?.(body);
    if (!digest)
      throw new ServiceError('NotImplemented', `The local S3 cannot verify ${name}.`, { status: 501 });
    verify(name, value, digest);
    confirmed[name] = digest.toString('base64');
  }
  return confirmed;
}

function verify(name: string, sent: unknown, digest: Buffer): void {
  const computed = digest.toString('base64');
  if (sent === undefined || sent === computed) return;
  throw new ServiceError('BadDigest', `The ${name} you specified, ${sent}, did not match ${computed}.`);
}

function bigEndian(checksum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return bytes;
}

/** The Castagnoli polynomial with reversed bits: RFC 3720, appendix B.4. */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
  return remainder;
});

/** Returns the CRC-32C of these bytes as an unsigned number, because node:zlib only has CRC-32. */
function crc32c(bytes: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) checksum = table[(checksum ^ byte) & 0xff] ^ (checksum >>> 8);
  return ~checksum >>> 0;
}
