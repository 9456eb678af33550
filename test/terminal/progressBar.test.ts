import { ProgressBar, progressLine } from '../../terminal/progressBar.ts';

function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 80, written, write: (text: string) => written.push(text) };
}

describe('progressLine', () => {
  it.each([
    [0, '░'.repeat(30)],
    [0.5, '█'.repeat(15) + '░'.repeat(15)],
    [1, '█'.repeat(30)],
    [1.2, '█'.repeat(30)],
  ])('fills a share of %p of the bar', (share, bar) => {
    const percent = `${Math.min(100, share * 100)}%`.padStart(4);
    expect(progressLine({ share, text: '5 records' })).toBe(`${bar} ${percent}  5 records`);
  });

  it('only contains the text if the total is unknown', () => {
    expect(progressLine({ share: undefined, text: '5 records' })).toBe('5 records');
  });

  it("is always shorter than the terminal's line", () => {
    expect(progressLine({ share: 0.5, text: '5 records' }, 20)).toHaveLength(19);
    expect(progressLine({ share: undefined, text: '5 records' }, 6)).toBe('5 re…');
    expect(progressLine({ share: undefined, text: '5 records' }, 0)).toBe('5 records');
    expect(progressLine({ share: undefined, text: '日本語.log' }, 7)).toBe('日本…');
    expect(progressLine({ share: undefined, text: 'a\u001b[2Jb' }, 9)).toBe('a\\x1b[2…');
  });
});

describe('ProgressBar', () => {
  it('writes nothing if the stream is not a terminal', () => {
    const stream = fakeStream(false);
    const bar = new ProgressBar(stream, () => 0);
    bar.update({ share: 0.5, text: '5 records' });
    bar.end();
    expect(stream.written).toEqual([]);
  });

  it('redraws in place at most ten times per second, and can be removed', () => {
    const stream = fakeStream(true);
    let time = 0;
    const bar = new ProgressBar(stream, () => time);
    for (time = 0; time < 250; time += 10) bar.update({ share: undefined, text: `${time}` });
    bar.end();
    expect(stream.written).toEqual(['0', '100', '200', ''].map((text) => `\r\u001B[K${text}`));
  });
});
