import { createHmac } from 'node:crypto';
import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { appendText, keyedHash, replaceParts, replaceSecret } from '../../../core/sensitivity/replacement.ts';

const policy = { ...defaultSensitivityPolicy, hashKey: 'hash key' };

describe('keyedHash', () => {
  it('is the beginning of HMAC-SHA-256, 128 bits in hexadecimal digits', () => {
    const expected = createHmac('sha256', 'hash key').update('é').digest('hex').slice(0, 32);
    expect(keyedHash('é', policy)).toBe(expected);
  });

  it('differs by text and by key', () => {
    const other = { ...policy, hashKey: 'another key' };
    expect(new Set([keyedHash('a', policy), keyedHash('b', policy), keyedHash('a', other)]).size).toBe(3);
  });

  it.each([undefined, ''])('rejects hashing without a key: %p', (hashKey) => {
    expect(() => keyedHash('a', { ...policy, hashKey })).toThrow(
      'expected a hash key if sensitive text is hashed, got none',
    );
  });
});

describe('replaceSecret', () => {
  it('keeps, hashes, or drops', () => {
    expect([
      replaceSecret('a', 'keep', policy),
      replaceSecret('a', 'hash', policy),
      replaceSecret('a', 'drop', policy),
    ]).toEqual(['a', keyedHash('a', policy), 'REDACTED']);
  });
});

describe('replaceParts', () => {
  const text = 'abcdefghij';
  it.each([
    ['none', [], text],
    ['the first', [{ start: 0, end: 3, text: '' }], 'defghij'],
    ['the last', [{ start: 7, end: 10, text: 'XY' }], 'abcdefgXY'],
    ['all', [{ start: 0, end: 10, text: 'é'.repeat(20) }], 'é'.repeat(20)],
    [
      'neighbors, shorter and longer',
      [
        { start: 2, end: 4, text: 'X' },
        { start: 4, end: 5, text: 'long text' },
        { start: 9, end: 10, text: '' },
      ],
      'abXlong textfghi',
    ],
  ])('puts texts in the places of %s', (_, parts, expected) => {
    const heap = new ByteWriter(16);
    appendText(heap, 'before ');
    const from = heap.length;
    appendText(heap, text);
    const moved = parts.map((part) => ({ ...part, start: part.start + from, end: part.end + from }));
    replaceParts(heap, from, moved);
    expect(heap.used().toString()).toBe(`before ${expected}`);
  });
});
