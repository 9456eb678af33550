import fc from 'fast-check';

/** Any Unicode character except unpaired surrogates, which UTF-8 text can't contain. */
const characters = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/**
 * Any text. Its length is in characters. It generates the same texts as fast-check's unit `binary`, which
 * spends two seconds per test file on a table of all characters.
 */
export function anyText(limits: fc.ArrayConstraints = {}): fc.Arbitrary<string> {
  return fc.array(characters, limits).map((all) => all.join(''));
}
