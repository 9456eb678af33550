import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChunks, readFile, type TextReader } from '../../captures/textReader.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

/** Reads all text from a reader in pieces of a given size. */
async function readAll(reader: TextReader, size: number): Promise<string> {
  const memory = Buffer.alloc(100_000);
  let used = 0;
  for (;;) {
    const read = await reader.read(memory, used, used + size);
    if (read === 0) break;
    used += read;
  }
  await reader.close();
  return memory.toString('latin1', 0, used);
}

async function* chunksOf(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

describe('readChunks', () => {
  it.each([1, 2, 3, 1000])('reads the text of chunks, %d bytes at a time', async (size) => {
    expect(await readAll(readChunks(chunksOf('ab\n', '', 'c', 'defg\n')), size)).toBe('ab\ncdefg\n');
  });

  it('reads nothing if there are no chunks', async () => {
    expect(await readAll(readChunks(chunksOf()), 10)).toBe('');
  });

  it('frees the memory of a chunk that ends where its memory ends', async () => {
    const memory = Buffer.alloc(90_000, 'a');
    async function* parts() {
      yield memory.subarray(0, 5_000);
      expect(memory).toHaveLength(90_000);
      yield memory.subarray(5_000);
      expect(memory).toHaveLength(0);
    }
    expect(await readAll(readChunks(parts()), 3_000)).toBe('a'.repeat(90_000));
  });
});

describe('readFile', () => {
  const texts = [
    '',
    'a\nb\n',
    'a\r\nb\r\n',
    'a\rb\r\r\n\rc\r',
    '\r\n',
    '\r',
    'a\tb\r\n\r\nc\td',
    '\r\r\r\n\n\ra',
  ];

  it.each(
    texts.flatMap((text) => [1, 2, 3, 5, 1000].map((size) => [text, size] as const)),
  )('removes carriage returns before line feeds and at the end: %j, %d bytes at a time', async (text, size) => {
    const path = join(folder, 'text');
    writeFileSync(path, text);
    let bytes = 0;
    const reader = await readFile(path, (read) => {
      bytes += read;
    });
    expect(await readAll(reader, size)).toBe(text.replaceAll('\r\n', '\n').replace(/\r$/, ''));
    expect(bytes).toBe(text.length);
  });
});
