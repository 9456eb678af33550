import { isUtf8 } from 'node:buffer';
import type { ByteHeap } from '../columns/byteHeap.ts';

const percent = 0x25;
const notHex = -1;
const beyondAscii = 0x80;

/** Value of each byte as a hexadecimal digit, or -1. */
const hexValues = new Int8Array(256).map((_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? notHex : value;
});

/** Collects where certain characters stand in a text while it is decoded, so that they need no second search. */
export class CharacterMarks {
  /** Positions in the heap, in rising order. */
  positions: Int32Array = new Int32Array(256);
  count = 0;
  /** By byte, 1 where it is one of the characters. */
  readonly wanted = new Uint8Array(256);
  /** By byte, 1 where it is one of the characters or begins an escape. */
  readonly special = new Uint8Array(256);

  constructor(characters: string) {
    for (const byte of Buffer.from(characters, 'latin1')) this.wanted[byte] = 1;
    this.special.set(this.wanted);
    this.special[percent] = 1;
  }

  /** Forgets the marks and makes room for as many as a text of `length` bytes can have. */
  reset(length: number): void {
    this.count = 0;
    if (this.positions.length < length) this.positions = new Int32Array(length * 2);
  }
}

const noMarks = new CharacterMarks('');

/**
 * Appends the text of a field with its percent escapes decoded once: what the viewer sent, for CloudFront
 * encodes once on top of that. A broken escape stays as it is (fields cut at 800 bytes can end in half of one),
 * and so does a whole text that would not be UTF-8 when decoded.
 *
 * @param marks is filled with where its characters stand in the text appended
 * @returns whether the text was decoded, false where it stayed as logged
 */
export function decodePercent(
  bytes: Uint8Array,
  start: number,
  end: number,
  heap: ByteHeap,
  marks: CharacterMarks = noMarks,
): boolean {
  heap.reserve(end - start);
  marks.reset(end - start);
  const { special, wanted, positions } = marks;
  const out = heap.bytes;
  const outStart = heap.length;
  let count = 0;
  let at = outStart;
  let highBytes = 0;
  for (let from = start; from < end; from++) {
    let byte = bytes[from] as number;
    if (special[byte] !== 0) {
      if (byte === percent && from + 2 < end) {
        const high = hexValues[bytes[from + 1] as number] as number;
        const low = hexValues[bytes[from + 2] as number] as number;
        if ((high | low) >= 0) {
          byte = (high << 4) | low;
          highBytes |= byte;
          from += 2;
        }
      }
      if (wanted[byte] !== 0) positions[count++] = at;
    }
    out[at++] = byte;
  }
  if (highBytes < beyondAscii || isUtf8(out.subarray(outStart, at))) {
    heap.length = at;
    marks.count = count;
    return true;
  }
  copyBytes(bytes, start, end, heap);
  markCharacters(heap, outStart, marks);
  return false;
}

/** Appends bytes as they are. */
export function copyBytes(bytes: Uint8Array, start: number, end: number, heap: ByteHeap): void {
  heap.reserve(end - start);
  const out = heap.bytes;
  let at = heap.length;
  for (let from = start; from < end; from++) out[at++] = bytes[from] as number;
  heap.length = at;
}

/** Marks the characters of the heap's last text, which begins at `start`. */
function markCharacters({ bytes, length }: ByteHeap, start: number, marks: CharacterMarks): void {
  marks.reset(length - start);
  for (let at = start; at < length; at++) {
    if (marks.wanted[bytes[at] as number] !== 0) marks.positions[marks.count++] = at;
  }
}
