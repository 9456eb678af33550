import { longestLineRead, readLines } from '../../captures/readLines.ts';

async function* chunks(...texts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text as string, 'latin1');
}

async function linesOf(...texts: (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const group of readLines(chunks(...texts))) lines.push(...group.map((line) => `${line}`));
  return lines;
}

describe('readLines', () => {
  it.each([
    ['one chunk', ['a\nbc\n\nd']],
    ['chunks that end in the midst of lines', ['a', '\nb', 'c', '\n\n', 'd']],
    ['a chunk a byte', [...'a\nbc\n\nd']],
  ])('yields each line of %s with its newline, which can be missing from the last line', async (_, texts) => {
    expect(await linesOf(...texts)).toEqual(['a\n', 'bc\n', '\n', 'd']);
  });

  it('yields no line after the last newline, and none for an empty text', async () => {
    expect(await linesOf('a\n')).toEqual(['a\n']);
    expect(await linesOf()).toEqual([]);
  });

  it('rejects a line that is too long for memory, with its number', async () => {
    const part = Buffer.alloc(longestLineRead / 4, 'A');
    expect(await linesOf(part, part, part, part)).toHaveLength(1);
    await expect(linesOf('a\nb\n', part, part, part, part, 'A', '\n')).rejects.toThrow(
      'line 3 is longer than 167772160 bytes',
    );
  });
});
