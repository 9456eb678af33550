/** A growing run of bytes that keeps its memory from one use to the next. */
export class ByteWriter {
  bytes: Buffer;
  view: DataView;
  /** Number of bytes in use. */
  length = 0;

  /** @param capacity bytes to start with */
  constructor(capacity = 1024) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Reserves `size` more bytes; `bytes` and `view` may be replaced. */
  reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** The bytes in use, valid until the next change. */
  used(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}
