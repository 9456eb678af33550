import fc from 'fast-check';
import { hashBytes, sameBytes } from '../../../core/columns/hashBytes.ts';

/** Copies bytes into new memory, surrounded by other bytes. */
function surround(bytes: Uint8Array, before: number, around: number): { view: DataView; start: number } {
  const memory = Buffer.alloc(before + bytes.length + 8, around);
  memory.set(bytes, before);
  return { view: new DataView(memory.buffer, memory.byteOffset, memory.length), start: before };
}

const strings = fc.uint8Array({ maxLength: 40 });
const surroundings = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 255 }));

describe('hashBytes', () => {
  it('depends only on the bytes, not on their position or the surrounding bytes', () => {
    fc.assert(
      fc.property(
        strings,
        surroundings,
        surroundings,
        (bytes, [before, around], [otherBefore, otherAround]) => {
          const one = surround(bytes, before, around);
          const other = surround(bytes, otherBefore, otherAround);
          expect(hashBytes(one.view, one.start, one.start + bytes.length)).toBe(
            hashBytes(other.view, other.start, other.start + bytes.length),
          );
        },
      ),
    );
  });

  it('distributes texts that differ in one place', () => {
    for (const textOf of [
      (index: number) => `${index}`,
      (index: number) => `/images/${index}/logo.png`,
      (index: number) => `0.${String(index).padStart(6, '0')}`,
      (index: number) => 'a'.repeat(index % 97) + index,
    ]) {
      const hashes = Array.from({ length: 20_000 }, (_, index) => {
        const bytes = Buffer.from(textOf(index));
        const { view, start } = surround(bytes, 0, 0);
        return hashBytes(view, start, start + bytes.length);
      });
      // 20,000 random 32-bit numbers contain 0.05 equal pairs on average. A slot of 16 bits contains only a few.
      expect(new Set(hashes).size).toBeGreaterThan(19_990);
      const slots = new Map<number, number>();
      for (const hash of hashes) slots.set(hash & 0xffff, (slots.get(hash & 0xffff) ?? 0) + 1);
      expect(Math.max(...slots.values())).toBeLessThan(12);
    }
  });
});

describe('sameBytes', () => {
  it('returns whether two strings of a length are the same, regardless of the surrounding bytes', () => {
    fc.assert(
      fc.property(strings, strings, fc.nat({ max: 255 }), fc.boolean(), (a, b, around, same) => {
        const length = same ? a.length : Math.min(a.length, b.length);
        const second = same ? a : b.slice(0, length);
        const memory = Buffer.alloc(100, around);
        memory.set(a.slice(0, length), 1);
        memory.set(second, 50);
        const view = new DataView(memory.buffer, memory.byteOffset, memory.length);
        expect(sameBytes(view, 1, 50, length)).toBe(Buffer.compare(a.slice(0, length), second) === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('detects a difference in any single byte', () => {
    for (let length = 1; length < 20; length++) {
      for (let at = 0; at < length; at++) {
        const memory = Buffer.alloc(64, 7);
        memory[32 + at] = 8;
        const view = new DataView(memory.buffer, memory.byteOffset, memory.length);
        expect(sameBytes(view, 0, 32, length)).toBe(false);
      }
    }
  });
});
