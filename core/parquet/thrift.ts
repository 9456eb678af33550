import type { ByteWriter } from '../columns/byteWriter.ts';

/** Types of Thrift's compact protocol that Parquet's metadata uses. */
const compactType = { true: 1, false: 2, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A struct's fields by number, in ascending order. Absent fields are undefined. */
export type ThriftStruct = readonly (readonly [number: number, value: ThriftValue | undefined])[];

export type ThriftValue =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly bool: boolean }
  | { readonly binary: Uint8Array | string }
  | { readonly struct: ThriftStruct }
  | { readonly structs: readonly ThriftStruct[] }
  | { readonly i32s: readonly number[] }
  | { readonly strings: readonly string[] };

/** Appends a struct in Thrift's compact protocol. */
export function writeStruct(out: ByteWriter, fields: ThriftStruct): void {
  let last = 0;
  for (const [number, value] of fields) {
    if (value === undefined) continue;
    if (number - last > 15)
      throw new Error(`thrift: expected fields less than 16 apart, got ${last} and ${number}`);
    writeByte(out, ((number - last) << 4) | typeOf(value));
    writeValue(out, value);
    last = number;
  }
  writeByte(out, 0);
}

/** Appends an unsigned number, 7 bits per byte. */
export function writeVarint(out: ByteWriter, value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    writeByte(out, (rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  writeByte(out, rest);
}

function writeByte(out: ByteWriter, byte: number): void {
  out.reserve(1);
  out.bytes[out.length++] = byte;
}

function writeZigzag(out: ByteWriter, value: number): void {
  writeVarint(out, value < 0 ? -2 * value - 1 : 2 * value);
}

function typeOf(value: ThriftValue): number {
  if ('i32' in value) return compactType.i32;
  if ('i64' in value) return compactType.i64;
  if ('bool' in value) return value.bool ? compactType.true : compactType.false;
  if ('binary' in value) return compactType.binary;
  if ('struct' in value) return compactType.struct;
  return compactType.list;
}

function writeValue(out: ByteWriter, value: ThriftValue): void {
  if ('i32' in value) writeZigzag(out, value.i32);
  else if ('i64' in value) writeZigzag(out, value.i64);
  else if ('binary' in value) writeBinary(out, value.binary);
  else if ('struct' in value) writeStruct(out, value.struct);
  else if ('structs' in value) writeList(out, compactType.struct, value.structs, writeStruct);
  else if ('i32s' in value) writeList(out, compactType.i32, value.i32s, writeZigzag);
  else if ('strings' in value) writeList(out, compactType.binary, value.strings, writeBinary);
}

function writeList<T>(
  out: ByteWriter,
  type: number,
  items: readonly T[],
  writeItem: (out: ByteWriter, item: T) => void,
): void {
  if (items.length < 15) {
    writeByte(out, (items.length << 4) | type);
  } else {
    writeByte(out, 0xf0 | type);
    writeVarint(out, items.length);
  }
  for (const item of items) writeItem(out, item);
}

function writeBinary(out: ByteWriter, value: Uint8Array | string): void {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  writeVarint(out, bytes.length);
  out.append(bytes);
}
