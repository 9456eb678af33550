import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { decompressStream } from '../../captures/decompressed.ts';

const text = 'a line\nanother line\n'.repeat(100_000);

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, chunkSize = 65_536): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of decompressStream(inChunks(bytes, chunkSize))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('decompressStream', () => {
  it('does not change text', async () => {
    expect(await read(Buffer.from(text))).toBe(text);
    expect(await read(Buffer.from('a'))).toBe('a');
    expect(await read(Buffer.alloc(0))).toBe('');
  });

  it.each([
    1, 100, 65_536,
  ])('decompresses gzip in chunks of %d bytes, including several members', async (size) => {
    const members = Buffer.concat([gzipSync('a line\n'), gzipSync(''), gzipSync(text)]);
    expect(await read(members, size)).toBe(`a line\n${text}`);
  });

  it.each([
    1, 100, 65_536,
  ])('decompresses Zstandard in chunks of %d bytes, including several frames', async (size) => {
    const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const checked = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
    const frames = Buffer.concat([
      zstdCompressSync('a line\n'),
      skippable,
      zstdCompressSync('', checked),
      zstdCompressSync(text, checked),
      zstdCompressSync('x'.repeat(1_000_000)),
    ]);
    expect(await read(frames, size)).toBe(`a line\n${text}${'x'.repeat(1_000_000)}`);
    await expect(read(frames.subarray(0, -3), size)).rejects.toThrow('unexpected end of file');
    await expect(read(Buffer.concat([frames, Buffer.from('more')]), size)).rejects.toThrow(
      'other data follows',
    );
  });

  it('reports truncated or invalid gzip', async () => {
    const packed = gzipSync(text);
    await expect(read(packed.subarray(0, -100))).rejects.toThrow('unexpected end of file');
    await expect(read(Buffer.concat([packed.subarray(0, 2), Buffer.from('no')]))).rejects.toThrow(
      'unknown compression method',
    );
  });

  it.each([
    ['a text', Buffer.from(text)],
    ['gzip', gzipSync(text)],
  ])('closes its source if reading %s stops early', async (_, bytes) => {
    const { promise: closed, resolve: close } = Promise.withResolvers<string>();
    async function* source() {
      try {
        yield* inChunks(bytes, 100);
      } finally {
        close('closed');
      }
    }
    for await (const _ of decompressStream(source())) break;
    expect(await closed).toBe('closed');
  });
});
