/** A growing byte buffer that reuses its memory. */
export class ByteWriter {
  bytes: Buffer;
  view: DataView;
  /** Number of bytes in use. */
  length = 0;
  readonly #isShared: boolean;

  /**
   * @param capacity initial capacity in bytes
   * @param isShared whether the memory can be shared with other threads. Default no
   */
  constructor(capacity = 1024, isShared = false) {
    this.#isShared = isShared;
    this.bytes = allocate(capacity, isShared);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Reserves `size` more bytes; `bytes` and `view` may be replaced. */
  reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.bytes.length) return;
    const bytes = allocate(Math.max(needed, this.bytes.length * 2), this.#isShared);
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** Appends bytes. */
  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Returns the bytes in use. Valid until the next change. */
  used(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

function allocate(size: number, isShared: boolean): Buffer {
  return isShared ? Buffer.from(new SharedArrayBuffer(size)) : Buffer.allocUnsafeSlow(size);
}

// V8 compiles code that reads typed arrays for memory that is never freed. When memory is freed for the first time, it
// discards all such code and compiles it again. So this happens here, before there is any.
new ArrayBuffer(1).transfer(0);

/**
 * Frees the whole buffer that contains bytes which are no longer needed. No other view of the buffer may be used
 * afterwards. Keeps shared memory, and small buffers, which are in Buffer's pool. V8 starts a garbage collection after a
 * certain number of allocated bytes, so large results would cause many.
 */
export function releaseBytes({ buffer }: Uint8Array): void {
  // Small buffers share the memory of Buffer's pool.
  if (!(buffer instanceof SharedArrayBuffer) && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
}
