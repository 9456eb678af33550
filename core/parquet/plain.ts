import type { ByteWriter } from '../columns/byteWriter.ts';
import type { ParquetType } from './types.ts';

type NumberType = Exclude<ParquetType, 'string'>;

const twoTo32 = 2 ** 32;

/** Appends numbers in PLAIN encoding: little endian, one after the other. */
export function writeNumbers(out: ByteWriter, values: Float64Array, count: number, type: NumberType): void {
  out.reserve(count * 8);
  for (let index = 0; index < count; index++) writeNumber(out, values[index], type);
}

/** Appends one number in PLAIN encoding. */
export function writeNumber(out: ByteWriter, value: number, type: NumberType): void {
  out.reserve(8);
  const { view, length } = out;
  if (type === 'int32') {
    view.setInt32(length, value, true);
    out.length = length + 4;
    return;
  }
  if (type === 'double') {
    view.setFloat64(length, value, true);
  } else {
    view.setInt32(length, value, true);
    view.setInt32(length + 4, Math.floor(value / twoTo32), true);
  }
  out.length = length + 8;
}
