import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { type ThriftStruct, writeStruct, writeVarint } from '../../../core/parquet/thrift.ts';

function encodeStruct(fields: ThriftStruct): string {
  const out = new ByteWriter(1);
  writeStruct(out, fields);
  return out.used().toString('hex');
}

// Expected bytes, from the specification of Thrift's compact protocol. In the header of a field, the high four bits
// are the difference to the number of the previous field, and the low four bits are the type. 00 ends a struct.
describe('a struct in the compact protocol', () => {
  it.each<[string, ThriftStruct, string]>([
    ['no fields', [], '00'],
    ['a zigzag 32-bit integer', [[1, { i32: 1 }]], '150200'],
    ['a negative one', [[1, { i32: -1 }]], '150100'],
    ['a 64-bit integer beyond 32 bits', [[1, { i64: 2 ** 33 }]], '16808080804000'],
    [
      'booleans in their headers',
      [
        [1, { bool: true }],
        [2, { bool: false }],
      ],
      '111200',
    ],
    ['text with its length', [[4, { binary: 'é' }]], '4802c3a900'],
    ['bytes with their length', [[1, { binary: Uint8Array.of(0xff) }]], '1801ff00'],
    ['a struct', [[3, { struct: [[1, { i32: 0 }]] }]], '3c15000000'],
    ['a list of structs', [[1, { structs: [[], []] }]], '192c000000'],
    ['a list of integers', [[2, { i32s: [0, 3, 8] }]], '293500061000'],
    ['a list of texts', [[3, { strings: ['ab'] }]], '391802616200'],
    [
      'fields that are absent left out',
      [
        [1, undefined],
        [4, { i32: 2 }],
        [5, undefined],
        [7, { i32: 2 }],
      ],
      '4504350400',
    ],
  ])('holds %s', (_, fields, expected) => {
    expect(encodeStruct(fields)).toBe(expected);
  });

  it('writes the length of a list of 15 or more after its header', () => {
    const items = Array.from({ length: 15 }, () => 0);
    expect(encodeStruct([[1, { i32s: items }]])).toBe(`19f50f${'00'.repeat(15)}00`);
  });

  it('rejects fields too far apart for a short header', () => {
    expect(() =>
      encodeStruct([
        [1, { i32: 0 }],
        [17, { i32: 0 }],
      ]),
    ).toThrow('thrift: expected fields less than 16 apart, got 1 and 17');
  });
});

describe('a varint', () => {
  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [2 ** 32, '8080808010'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
  ])('contains seven bits of %i per byte, the lowest first', (value, expected) => {
    const out = new ByteWriter(1);
    writeVarint(out, value);
    expect(out.used().toString('hex')).toBe(expected);
  });
});
