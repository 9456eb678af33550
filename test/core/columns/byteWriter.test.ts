import { ByteWriter, releaseBytes } from '../../../core/columns/byteWriter.ts';

describe('ByteWriter', () => {
  it('keeps its content when it grows', () => {
    const heap = new ByteWriter(4);
    for (let number = 0; number < 1000; number++) {
      heap.reserve(2);
      heap.view.setUint16(heap.length, number, true);
      heap.length += 2;
    }
    const numbers = Array.from({ length: 1000 }, (_, number) => heap.used().readUInt16LE(number * 2));
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, number) => number));
  });

  it('grows to more than double its size in one step', () => {
    const heap = new ByteWriter(4);
    heap.reserve(1_000_000);
    expect(heap.bytes.length).toBeGreaterThanOrEqual(1_000_000);
    expect(heap.view.buffer).toBe(heap.bytes.buffer);
  });

  it('reuses its memory until it is full', () => {
    const heap = new ByteWriter(16);
    const { bytes } = heap;
    heap.reserve(16);
    expect(heap.bytes).toBe(bytes);
  });

  it('returns only the bytes in use', () => {
    const heap = new ByteWriter(16);
    heap.bytes.write('abcdef', 'latin1');
    heap.length = 3;
    expect(heap.used()).toEqual(Buffer.from('abc'));
  });
});

describe('releaseBytes', () => {
  it('frees the memory of bytes at once', () => {
    const bytes = Buffer.allocUnsafe(100_000);
    releaseBytes(bytes.subarray(10, 20));
    expect(bytes).toHaveLength(0);
  });

  it("keeps memory of Buffer's pool, which other buffers use", () => {
    const bytes = Buffer.from('a short text');
    releaseBytes(bytes);
    expect(bytes.toString()).toBe('a short text');
  });
});
