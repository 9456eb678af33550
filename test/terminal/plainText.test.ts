import { plainJson, plainText } from '../../terminal/plainText.ts';

const cases: [string, string, string, string][] = [
  ['a color', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m', '"\\u001b[31mred\\u001b[0m"'],
  ['a title of the window', '\u001b]0;root\u0007', '\\x1b]0;root\\x07', '"\\u001b]0;root\\u0007"'],
  ['an eight-bit command', '\u009b2J', '\\x9b2J', '"\\u009b2J"'],
  ['ends of lines', 'a\r\nb\u2028c', 'a\\x0d\\x0ab\\u2028c', '"a\\r\\nb\\u2028c"'],
  ['a tab and a deletion', 'a\tb\u007f', 'a\\x09b\\x7f', '"a\\tb\\u007f"'],
  ['a change of the writing direction', 'gpj.\u202etxt', 'gpj.\\u202etxt', '"gpj.\\u202etxt"'],
  ['half a character', 'a\ud83d', 'a\\ud83d', '"a\\ud83d"'],
  ['what is harmless', 'é 漢字 😀 \\x1b', 'é 漢字 😀 \\x1b', '"é 漢字 😀 \\\\x1b"'],
];

describe('plainText', () => {
  it.each(cases)('shows %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});

describe('plainJson', () => {
  it.each(cases)('spells %s, and means the same', (_, text, _plain, json) => {
    expect(plainJson(text)).toBe(json);
    expect(JSON.parse(json)).toBe(text);
  });
});
