import { cutToWidth, displayWidth, padToWidth } from '../../terminal/displayWidth.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['/index.html', 11],
    ['café', 4],
    ['cafe\u0301', 4],
    ['漢字', 4],
    ['😀', 2],
    ['…', 1],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('padToWidth', () => {
  it('pads with spaces on either side', () => {
    expect(padToWidth('漢', 4)).toBe('漢  ');
    expect(padToWidth('12', 4, 'right')).toBe('  12');
    expect(padToWidth('12345', 4)).toBe('12345');
  });
});

describe('cutToWidth', () => {
  it.each([
    ['/index.html', 11, '/index.html'],
    ['/index.html', 10, '/index.ht…'],
    ['漢字漢字', 6, '漢字…'],
    ['漢字漢字', 4, '漢…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('truncates %j to %i', (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });
});
