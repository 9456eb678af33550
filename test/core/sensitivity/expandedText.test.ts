import fc from 'fast-check';
import { ExpandedText } from '../../../core/sensitivity/expandedText.ts';

const expanded = new ExpandedText();

function expand(text: string): { text: string; levels: number[]; starts: number[] } {
  const bytes = Buffer.from(`before${text}%41`, 'latin1');
  expanded.expand(bytes, 6, 6 + text.length);
  const { length, levels, starts } = expanded;
  return {
    text: expanded.bytes.toString('latin1', 0, length),
    levels: [...levels.subarray(0, length)],
    starts: [...starts.subarray(0, length + 1)].map((start) => start - 6),
  };
}

describe('an expanded text', () => {
  it.each([
    ['ab', 'ab', [0, 0], [0, 1, 2]],
    ['a%3Db', 'a=b', [0, 1, 0], [0, 1, 4, 5]],
    ['%253d', '=', [2], [0, 5]],
    ['%2525253D', '=', [4], [0, 9]],
    ['%25', '%', [1], [0, 3]],
    ['%2525', '%', [2], [0, 5]],
    ['%25zz', '%zz', [1, 0, 0], [0, 3, 4, 5]],
    ['%zz%', '%zz%', [0, 0, 0, 0], [0, 1, 2, 3, 4]],
    ['%4', '%4', [0, 0], [0, 1, 2]],
    ['%', '%', [0], [0, 1]],
    ['', '', [], [0]],
  ])('of %p is %p', (text, expected, levels, starts) => {
    expect(expand(text)).toEqual({ text: expected, levels, starts });
  });

  it('is the original text, no matter how often it was encoded', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', '=', '&', '/', '"', ' ', '@'), maxLength: 20 });
    fc.assert(
      fc.property(plain, fc.integer({ min: 0, max: 9 }), (text, times) => {
        let encoded = text;
        for (let time = 0; time < times; time++) encoded = encodeURIComponent(encoded);
        expect(expand(encoded).text).toBe(text);
      }),
    );
  });

  it('has the marks of the decoded text', () => {
    expanded.expand(Buffer.from('a%3Db%2540c%22'), 0, 14);
    expect([...expanded.marks.positions.subarray(0, expanded.marks.count)]).toEqual([1, 3, 5]);
  });
});
