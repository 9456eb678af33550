import fc from 'fast-check';

/** Any Unicode character but the halves of surrogate pairs, which no UTF-8 text has. */
const characters = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/**
 * Any text, the length counted in characters. The texts of fast-check's unit `binary` are the same; its table of all
 * characters takes two seconds to make, in each file of tests.
 */
export function anyText(limits: fc.ArrayConstraints = {}): fc.Arbitrary<string> {
  return fc.array(characters, limits).map((all) => all.join(''));
}
