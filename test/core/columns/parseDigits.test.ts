import fc from 'fast-check';
import { thousandths, wholeNumber } from '../../../core/columns/parseDigits.ts';

/** Parses a text that is surrounded by other digits, which the parser must ignore. */
function read(parse: typeof wholeNumber, text: string, before = '98'): number {
  const bytes = Buffer.from(`${before}${text}7654321.1234`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return parse(view, before.length, before.length + Buffer.byteLength(text));
}

const nearlyDigits = fc.string({
  unit: fc.constantFrom(...'0123456789', '.', '/', ':', '-', ' ', '\t', 'é', '\0', '\x7f'),
  minLength: 1,
  maxLength: 15,
});

describe('wholeNumber', () => {
  it('reads up to 15 digits like JavaScript', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 15 }),
        (text) => {
          expect(read(wholeNumber, text)).toBe(Number(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads nothing else', () => {
    fc.assert(
      fc.property(nearlyDigits, (text) => {
        expect(read(wholeNumber, text)).toBe(/^\d+$/.test(text) ? Number(text) : -1);
      }),
      { numRuns: 2000 },
    );
  });

  it('rejects every other byte at every position of a word', () => {
    for (let byte = 0; byte < 256; byte++) {
      const isDigit = byte >= 0x30 && byte <= 0x39;
      for (let place = 0; place < 7; place++) {
        const bytes = Buffer.from('11111110000');
        bytes[place] = byte;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        expect(wholeNumber(view, 0, 7)).toBe(isDigit ? Number(bytes.toString('latin1', 0, 7)) : -1);
      }
    }
  });
});

describe('thousandths', () => {
  it('reads digits, a point, and three digits like JavaScript', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999_999 }), (number) => {
        const digits = String(number).padStart(4, '0');
        expect(read(thousandths, `${digits.slice(0, -3)}.${digits.slice(-3)}`)).toBe(number);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads nothing else', () => {
    const text = fc.oneof(
      nearlyDigits.filter((one) => Buffer.byteLength(one) >= 5),
      fc.tuple(nearlyDigits, nearlyDigits).map(([whole, rest]) => `${whole}.${rest.slice(0, 3)}`),
    );
    fc.assert(
      fc.property(
        text.filter((one) => Buffer.byteLength(one) >= 5),
        (one) => {
          const expected = /^\d+\.\d{3}$/.test(one) ? Number(one.replace('.', '')) : -1;
          expect(read(thousandths, one)).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
