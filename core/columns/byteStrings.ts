import { slotsFor, withRoom } from './codes.ts';
import { hashBytes, sameBytes } from './hashBytes.ts';

/** Maximum number of entries to search, so that strings made to collide can't slow down the search. */
const longestSearch = 32;

/**
 * A set of byte strings within a text, numbered in the order in which they were added. It doesn't copy
 * them, so the text must not change until the set is reset.
 *
 * Strings are compared by length, by the first and last four bytes, and, if they are longer, by the bytes in between.
 */
export class ByteStrings {
  count = 0;
  #starts: Int32Array = new Int32Array(256);
  #lengths: Int32Array = new Int32Array(256);
  #heads: Int32Array = new Int32Array(256);
  #tails: Int32Array = new Int32Array(256);
  #hashes: Int32Array = new Int32Array(256);
  /** Numbers by hash, from 1; 0 is an empty slot. */
  #slots: Int32Array = new Int32Array(512);
  /** Number of slots in use, a power of two. It depends only on the current rows and strings, not on earlier ones. */
  #slotCount = 512;
  /** The most recently found string for each hash of a few of its bytes, from 1. */
  #recent: Int32Array = new Int32Array(512);
  /** Bits of that hash that are not used to find a place in `#recent`. */
  #recentShift = 23;

  /**
   * Empties the set.
   *
   * @param rows the most rows to intern strings for
   */
  reset(rows: number): void {
    this.count = 0;
    const slots = slotsFor(rows);
    this.#useSlots(slots);
    if (this.#recent.length < slots) this.#recent = new Int32Array(slots);
    else this.#recent.fill(0, 0, slots);
    this.#recentShift = 1 + Math.clz32(slots);
  }

  /**
   * Returns the number of a string. A new string is added, and its number is the previous `count`. A string may be
   * added twice if many strings collide.
   *
   * @param head first four bytes of the string as a word, padded with zeros
   * @param tail last four bytes of the string as a word, 0 for a shorter string
   */
  intern(view: DataView, start: number, length: number, head: number, tail: number): number {
    // Similar texts often have the same beginning and end, so a word from the middle distinguishes more of them.
    const middle = length < 8 ? length : view.getInt32(start + (length >>> 1), true);
    const recentSlot =
      Math.imul(
        Math.imul(head ^ length, 0x9e3779b1 | 0) ^ Math.imul(tail, 0x85ebca77 | 0) ^ middle,
        0xc2b2ae3d | 0,
      ) >>> this.#recentShift;
    const recent = this.#recent[recentSlot] - 1;
    if (
      recent >= 0 &&
      this.#lengths[recent] === length &&
      this.#heads[recent] === head &&
      this.#tails[recent] === tail &&
      (length <= 8 || sameBytes(view, this.#starts[recent] + 4, start + 4, length - 8))
    ) {
      return recent;
    }
    const found = this.#internByHash(view, start, length, head, tail);
    this.#recent[recentSlot] = found + 1;
    return found;
  }

  #internByHash(view: DataView, start: number, length: number, head: number, tail: number): number {
    if (this.count === this.#starts.length) this.#growStrings();
    if (this.count * 2 >= this.#slotCount) {
      this.#useSlots(this.#slotCount * 2);
      for (let number = 0; number < this.count; number++) this.#claimSlot(number);
    }
    const hash = hashBytes(view, start, start + length);
    const mask = this.#slotCount - 1;
    let slot = hash & mask;
    for (let search = 0; search < longestSearch; search++) {
      const number = this.#slots[slot] - 1;
      if (number < 0) {
        this.#slots[slot] = this.count + 1;
        break;
      }
      if (
        this.#hashes[number] === hash &&
        this.#lengths[number] === length &&
        sameBytes(view, this.#starts[number], start, length)
      ) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    const number = this.count++;
    this.#starts[number] = start;
    this.#lengths[number] = length;
    this.#heads[number] = head;
    this.#tails[number] = tail;
    this.#hashes[number] = hash;
    return number;
  }

  #growStrings(): void {
    const size = this.#starts.length * 2;
    this.#starts = withRoom(this.#starts, size);
    this.#lengths = withRoom(this.#lengths, size);
    this.#heads = withRoom(this.#heads, size);
    this.#tails = withRoom(this.#tails, size);
    this.#hashes = withRoom(this.#hashes, size);
  }

  /** Empties the table and sets its number of slots. */
  #useSlots(count: number): void {
    this.#slotCount = count;
    if (this.#slots.length < count) this.#slots = new Int32Array(count);
    else this.#slots.fill(0, 0, count);
  }

  #claimSlot(number: number): void {
    const mask = this.#slotCount - 1;
    let slot = this.#hashes[number] & mask;
    for (let search = 0; search < longestSearch; search++) {
      if (this.#slots[slot] === 0) {
        this.#slots[slot] = number + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }
}
