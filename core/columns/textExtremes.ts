import type { ByteWriter } from './byteWriter.ts';
import { noValue } from './codes.ts';

/** Finds the smallest and the largest text of a heap, compared by bytes. */
export class TextExtremes {
  /** Codes of the smallest and the largest text. */
  smallest = noValue;
  largest = noValue;
  readonly #smallest = new Extreme();
  readonly #largest = new Extreme();

  reset(): void {
    this.smallest = noValue;
    this.largest = noValue;
  }

  /** Compares the heap's last text, which begins at `start`. */
  add(heap: ByteWriter, code: number, start: number): void {
    const head = headOf(heap, start);
    const isFirst = this.smallest === noValue;
    if (isFirst || (head <= this.#smallest.head && this.#smallest.compare(heap, start) < 0)) {
      this.smallest = code;
      this.#smallest.set(start, heap.length, head);
    }
    if (isFirst || (head >= this.#largest.head && this.#largest.compare(heap, start) > 0)) {
      this.largest = code;
      this.#largest.set(start, heap.length, head);
    }
  }
}

/** The position of a text in a heap. */
class Extreme {
  /** The first four bytes of the text, see {@link headOf}. */
  head = 0;
  #start = 0;
  #end = 0;

  set(start: number, end: number, head: number): void {
    this.#start = start;
    this.#end = end;
    this.head = head;
  }

  /** Compares the heap's last text with this one. Returns a negative number if it is smaller. */
  compare({ bytes, view, length: end }: ByteWriter, start: number): number {
    const own = this.#start;
    const shared = Math.min(end - start, this.#end - own);
    let offset = 0;
    while (offset + 4 <= shared && view.getInt32(start + offset) === view.getInt32(own + offset)) offset += 4;
    for (; offset < shared; offset++) {
      const difference = bytes[start + offset] - bytes[own + offset];
      if (difference !== 0) return difference;
    }
    return end - start - (this.#end - own);
  }
}

/**
 * Returns the first four bytes of the heap's last text as a number with the same sort order. A shorter text is padded
 * with zeros.
 */
function headOf(heap: ByteWriter, start: number): number {
  const length = heap.length - start;
  heap.reserve(4);
  const head = heap.view.getUint32(start);
  return length < 4 ? (head & ~(0xffffffff >>> (length << 3))) >>> 0 : head;
}
