import { ByteWriter } from '../columns/byteWriter.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { writeNumbers } from './plain.ts';
import type { ThriftStruct } from './thrift.ts';
import type { ParquetColumn, ParquetType } from './types.ts';

/** Longest text in statistics, in bytes. Longer text is omitted, or truncated if a shorter bound is enough. */
const longestBound = 64;

/**
 * Returns the statistics of a column chunk: the smallest and largest value, if there are values, and the number of
 * nulls.
 */
export function columnStatistics(column: ParquetColumn): ThriftStruct {
  const { nulls } = column.column;
  const [smallest, largest] =
    column.type === 'string' ? textBounds(column.column) : numberBounds(column.column, column.type);
  return [
    [3, { i64: nulls }],
    [5, largest && { binary: largest }],
    [6, smallest && { binary: smallest }],
  ];
}

type Bounds = readonly [smallest: Uint8Array | undefined, largest: Uint8Array | undefined];

function textBounds(column: TextColumn): Bounds {
  if (column.entries === 0) return [undefined, undefined];
  const { extremes } = column;
  const smallest = Buffer.from(column.entryBytes(extremes.smallest));
  const largest = Buffer.from(column.entryBytes(extremes.largest));
  return [lowerBound(smallest), largest.length <= longestBound ? largest : undefined];
}

/**
 * Returns the text, or the beginning of a long text, which sorts before it. Long text is truncated at the start of a
 * character.
 */
function lowerBound(text: Buffer): Buffer {
  let end = Math.min(text.length, longestBound);
  while (end < text.length && end > 0 && (text[end] & 0xc0) === 0x80) end--;
  return text.subarray(0, end);
}

function numberBounds({ values, entries }: NumberColumn, type: Exclude<ParquetType, 'string'>): Bounds {
  if (entries === 0) return [undefined, undefined];
  const bounds = Float64Array.of(values[0], values[0]);
  widen(bounds, values, entries);
  return [numberBytes(bounds[0], type), numberBytes(bounds[1], type)];
}

function widen(bounds: Float64Array, values: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const value = values[index];
    if (value < bounds[0]) bounds[0] = value;
    else if (value > bounds[1]) bounds[1] = value;
  }
}

function numberBytes(value: number, type: Exclude<ParquetType, 'string'>): Uint8Array {
  const heap = new ByteWriter(8);
  writeNumbers(heap, Float64Array.of(value), 1, type);
  return heap.used();
}
