import { describeSimilarFormat } from '../../captures/otherFormats.ts';

describe('describeSimilarFormat', () => {
  it.each([
    ['1669021069.951,192.0.2.1,200,512,GET,https', /comma-separated values/],
    ['1669021069.951  192.0.2.1  200  512  GET', /separated by spaces/],
    ['timestamp\tc-ip\tsc-status', /contains field names; delete that line/],
    ['1669021069.951\ta\tb1669021070.000\tc\td', /joined without line feeds, 3 fields each/],
    ['a\0b', /binary data/],
  ])('describes the format of %j', (line, sentence) => {
    expect(describeSimilarFormat(Buffer.from(line), 12)).toMatch(sentence);
  });

  it('returns undefined for an unknown format', () => {
    expect(describeSimilarFormat(Buffer.from('1669021069.951\ta\tb'), 12)).toBeUndefined();
  });
});
