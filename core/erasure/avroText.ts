import { inflateRawSync } from 'node:zlib';

/**
 * Returns an Avro file as text, with its blocks decompressed, to search it for text such as the bounds of columns
 * in Iceberg's manifests. Blocks must be uncompressed or use `deflate` (Avro specification 1.11, 'Object
 * Container Files').
 *
 * @throws Error if the file is not an Avro file or uses another compression
 */
export function avroText(file: Uint8Array): string {
  const bytes = Buffer.from(file);
  if (bytes.toString('latin1', 0, 4) !== 'Obj\x01')
    throw new Error('expected an Avro file, got a file that starts with other bytes');
  let at = 4;
  const metadata = new Map<string, string>();

  /** Reads a long in zigzag encoding, seven bits per byte. */
  function readLong(): number {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return Number((value >> 1n) ^ -(value & 1n));
  }

  function readBytes(): Buffer {
    const length = readLong();
    const part = bytes.subarray(at, at + length);
    at += length;
    return part;
  }

  for (let count = readLong(); count !== 0; count = readLong()) {
    // A negative count is followed by the size of the block.
    if (count < 0) readLong();
    for (let pair = 0; pair < Math.abs(count); pair++)
      metadata.set(readBytes().toString(), readBytes().toString());
  }
  const codec = metadata.get('avro.codec') ?? 'null';
  if (codec !== 'null' && codec !== 'deflate')
    throw new Error(`expected an Avro file with the codec null or deflate, got ${codec}`);
  at += 16;
  const texts: string[] = [...metadata.values()];
  while (at < bytes.length) {
    readLong();
    const block = readBytes();
    texts.push((codec === 'deflate' ? inflateRawSync(block) : block).toString());
    at += 16;
  }
  return texts.join('\n');
}
