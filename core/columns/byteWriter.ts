/** A growing byte buffer that reuses its memory. */
export class ByteWriter {
  bytes: Buffer;
  view: DataView;
  /** Number of bytes in use. */
  length = 0;

  /** @param capacity initial capacity in bytes */
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

  /** Returns the bytes in use. Valid until the next change. */
  used(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

/**
 * Frees the whole buffer that contains bytes which are no longer needed. No other view of the buffer may be used
 * afterwards. Keeps shared memory, and small buffers, which are in Buffer's pool. V8 starts a garbage collection after a
 * certain number of allocated bytes, so large results would cause many.
 */
export function releaseBytes({ buffer }: Uint8Array): void {
  // Small buffers share the memory of Buffer's pool.
  if (!(buffer instanceof SharedArrayBuffer) && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
}
