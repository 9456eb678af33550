/** Wire types of protobuf (Protocol Buffers documentation, 'Encoding', November 2026). */
const wireType = { varint: 0, fixed64: 1, lengthDelimited: 2 } as const;

/** Maximum number of bytes of a 32-bit varint. */
const longestVarint = 5;

/**
 * Writes the fields of a protobuf message one after the other. A nested message is written by a separate writer
 * and then added as bytes.
 */
export class ProtobufWriter {
  #bytes: Buffer;
  #length = 0;

  /** @param capacity initial capacity in bytes */
  constructor(capacity = 1024) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  /** Number of bytes written. */
  get length(): number {
    return this.#length;
  }

  /** Empties the writer. */
  reset(): void {
    this.#length = 0;
  }

  /** Returns the written bytes in the writer's memory. Valid until the next call of any method. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Returns a copy of the written bytes. */
  copy(): Uint8Array {
    return Uint8Array.from(this.view());
  }

  /** Writes an integer from 0 to 2^53. */
  varint(field: number, value: number): void {
    this.#tag(field, wireType.varint);
    this.#varint(value);
  }

  /** Writes a signed 32-bit integer (`sint32`). */
  signed(field: number, value: number): void {
    this.varint(field, value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Writes a 64-bit integer (`fixed64`). */
  fixed64(field: number, value: bigint): void {
    this.#tag(field, wireType.fixed64);
    this.#reserve(8);
    this.#length = this.#bytes.writeBigUInt64LE(value, this.#length);
  }

  double(field: number, value: number): void {
    this.#tag(field, wireType.fixed64);
    this.#reserve(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  string(field: number, value: string): void {
    const length = Buffer.byteLength(value);
    this.#lengthDelimited(field, length);
    this.#length += this.#bytes.write(value, this.#length, 'utf8');
  }

  /** Writes a nested message that is already encoded. */
  message(field: number, encoded: Uint8Array): void {
    this.#lengthDelimited(field, encoded.length);
    this.append(encoded);
  }

  /** Writes integers from 0 to 2^53 as one packed field. */
  packedVarints(field: number, values: readonly number[]): void {
    this.#lengthDelimited(
      field,
      values.reduce((sum, value) => sum + varintLength(value), 0),
    );
    for (const value of values) this.#varint(value);
  }

  /** Appends fields that are already encoded. */
  append(encoded: Uint8Array): void {
    this.#reserve(encoded.length);
    this.#bytes.set(encoded, this.#length);
    this.#length += encoded.length;
  }

  #lengthDelimited(field: number, length: number): void {
    this.#tag(field, wireType.lengthDelimited);
    this.#varint(length);
    this.#reserve(length);
  }

  #tag(field: number, type: number): void {
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    this.#reserve(2 * longestVarint);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#length + size, this.#bytes.length * 2));
    grown.set(this.view());
    this.#bytes = grown;
  }
}

/** Returns the length of an integer from 0 to 2^53 as a varint, in bytes. */
function varintLength(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}
