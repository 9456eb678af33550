import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { writeNumbers } from '../../../core/parquet/plain.ts';

describe('numbers in PLAIN encoding', () => {
  it.each([
    ['int32', 0x01020304, '04030201'],
    ['int32', -2, 'feffffff'],
    ['int64', 1, '0100000000000000'],
    ['int64', 2 ** 32 + 5, '0500000001000000'],
    ['int64', Number.MAX_SAFE_INTEGER, 'ffffffffffff1f00'],
    ['int64', -1, 'ffffffffffffffff'],
    ['int64', -(2 ** 32), '00000000ffffffff'],
    ['timestamp', 1_795_179_600_123, 'fbd80af9a1010000'],
    ['double', 0.5, '000000000000e03f'],
  ] as const)('are little endian: %s %d', (type, value, expected) => {
    const out = new ByteWriter(1);
    writeNumbers(out, Float64Array.of(value), 1, type);
    expect(out.used().toString('hex')).toBe(expected);
  });

  it('are written one after the other, as many as requested', () => {
    const out = new ByteWriter(1);
    writeNumbers(out, Float64Array.of(1, 2, 3), 2, 'int32');
    expect(out.used().toString('hex')).toBe('0100000002000000');
  });
});
