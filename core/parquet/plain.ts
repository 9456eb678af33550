import type { ByteWriter } from '../columns/byteWriter.ts';
import type { ParquetType } from './types.ts';

type NumberType = Exclude<ParquetType, 'string'>;

const twoTo32 = 2 ** 32;

/** Appends numbers in PLAIN encoding: little endian, one after the other. */
export function writeNumbers(out: ByteWriter, values: Float64Array, count: number, type: NumberType): void {
  const size = count * (type === 'int32' ? 4 : 8);
  out.reserve(size);
  const start = out.length;
  out.length += size;
  if (type === 'int32') writeInt32s(out.view, start, values, count);
  else if (type === 'double') writeDoubles(out.view, start, values, count);
  else writeInt64s(out.view, start, values, count);
}

function writeInt32s(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) view.setInt32(start + index * 4, values[index], true);
}

function writeDoubles(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) view.setFloat64(start + index * 8, values[index], true);
}

function writeInt64s(view: DataView, start: number, values: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const at = start + index * 8;
    view.setInt32(at, values[index], true);
    view.setInt32(at + 4, Math.floor(values[index] / twoTo32), true);
  }
}
