import fc from 'fast-check';
import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { noValue } from '../../../core/columns/codes.ts';
import { TextExtremes } from '../../../core/columns/textExtremes.ts';
import { anyText } from '../../support/anyText.ts';

/** Adds each text with its index as its code. Returns the codes of the smallest and the largest text. */
function findExtremes(texts: readonly string[], extremes = new TextExtremes()): [number, number] {
  const heap = new ByteWriter(4);
  extremes.reset();
  for (const [code, text] of texts.entries()) {
    const bytes = Buffer.from(text);
    const start = heap.length;
    heap.reserve(bytes.length);
    heap.bytes.set(bytes, start);
    heap.length += bytes.length;
    extremes.add(heap, code, start);
  }
  return [extremes.smallest, extremes.largest];
}

const texts = fc.array(
  fc.oneof(
    anyText({ maxLength: 5 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
    fc
      .tuple(fc.integer({ min: 0, max: 40 }), anyText({ maxLength: 3 }))
      .map(([length, end]) => 'a'.repeat(length) + end),
  ),
  { minLength: 1, maxLength: 60 },
);

describe('TextExtremes', () => {
  it('finds the smallest and the largest text by bytes', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const sorted = all.map((text) => Buffer.from(text)).sort(Buffer.compare);
        const found = findExtremes(all).map((code) => Buffer.from(all[code]));
        expect(found).toEqual([sorted[0], sorted.at(-1)]);
      }),
      { numRuns: 500 },
    );
  });

  it('returns the first of several equal texts', () => {
    expect(findExtremes(['same', 'same', 'same'])).toEqual([0, 0]);
  });

  it('returns a single text as both', () => {
    expect(findExtremes([''])).toEqual([0, 0]);
  });

  it('contains nothing of earlier texts after a reset', () => {
    const extremes = new TextExtremes();
    findExtremes(['z', 'a'], extremes);
    expect(findExtremes(['m', 'k'], extremes)).toEqual([1, 0]);
    extremes.reset();
    expect([extremes.smallest, extremes.largest]).toEqual([noValue, noValue]);
  });
});
