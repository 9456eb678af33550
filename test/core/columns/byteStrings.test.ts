import fc from 'fast-check';
import { ByteStrings } from '../../../core/columns/byteStrings.ts';

/** Returns the numbers that a set assigns to strings, which are stored one after another in a text. */
function internAll(set: ByteStrings, strings: readonly string[]): number[] {
  const text = Buffer.from(`${strings.join('')}${' '.repeat(16)}`, 'latin1');
  const view = new DataView(text.buffer, text.byteOffset, text.length);
  let start = 0;
  return strings.map(({ length }) => {
    const word = (at: number, bytes: number) =>
      Array.from({ length: bytes }, (_, index) => view.getUint8(at + index) << (index * 8)).reduce(
        (a, b) => a | b,
        0,
      );
    const tail = length < 4 ? 0 : word(start + length - 4, 4);
    const number = set.intern(view, start, length, word(start, Math.min(4, length)), tail);
    start += length;
    return number;
  });
}

/** Returns the expected numbers, which count up in the order in which strings first appear. */
function expectedNumbers(strings: readonly string[]): number[] {
  const known = new Map<string, number>();
  return strings.map((text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  });
}

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 7, maxLength: 30 }),
    fc.string({ unit: fc.constantFrom('\xff', '\x80', '\x01'), maxLength: 12 }),
  ),
  { maxLength: 500 },
);

describe('ByteStrings', () => {
  it('numbers strings in the order of appearance, and equal strings with the same number', () => {
    fc.assert(
      fc.property(texts, (strings) => {
        const set = new ByteStrings();
        expect(internAll(set, strings)).toEqual(expectedNumbers(strings));
        expect(set.count).toBe(new Set(strings).size);
      }),
      { numRuns: 200 },
    );
  });

  it('starts over after a reset', () => {
    const set = new ByteStrings();
    internAll(set, ['a', 'b', 'a longer string']);
    set.reset(0);
    expect([internAll(set, ['b', 'a longer string', 'b', 'a']), set.count]).toEqual([[0, 1, 0, 2], 3]);
  });

  it('numbers thousands of strings, with hardly any duplicates', () => {
    const strings = Array.from({ length: 30_000 }, (_, index) => `/images/${(index * 7919) % 9000}.png`);
    const set = new ByteStrings();
    const numbers = internAll(set, strings);
    const byNumber = new Map(numbers.map((number, index) => [number, strings[index]]));
    expect(numbers.map((number) => byNumber.get(number))).toEqual(strings);
    expect(set.count).toBeGreaterThanOrEqual(9000);
    expect(set.count).toBeLessThan(9090);
  });
});
