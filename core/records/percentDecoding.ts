import { isUtf8 } from 'node:buffer';
import type { ByteHeap } from '../columns/byteHeap.ts';

const percent = 0x25;
const notHex = -1;

/** Value of each byte as a hexadecimal digit, or -1. */
const hexValues = new Int8Array(256).map((_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? notHex : value;
});

/**
 * Appends the text of a field with its percent escapes decoded once: what the viewer sent, for CloudFront
 * encodes once on top of that. A broken escape stays as it is (fields cut at 800 bytes can end in half of one),
 * and so does a whole text that would not be UTF-8 when decoded.
 *
 * @returns whether the text was decoded, false where it stayed as logged
 */
export function decodePercent(bytes: Uint8Array, start: number, end: number, heap: ByteHeap): boolean {
  heap.reserve(end - start);
  const out = heap.bytes;
  const outStart = heap.length;
  let at = outStart;
  let highBytes = 0;
  for (let from = start; from < end; from++) {
    let byte = bytes[from] as number;
    if (byte === percent && from + 2 < end) {
      const high = hexValues[bytes[from + 1] as number] as number;
      const low = hexValues[bytes[from + 2] as number] as number;
      if (high >= 0 && low >= 0) {
        byte = (high << 4) | low;
        highBytes |= byte;
        from += 2;
      }
    }
    out[at++] = byte;
  }
  if (highBytes < 0x80 || isUtf8(out.subarray(outStart, at))) {
    heap.length = at;
    return true;
  }
  copyBytes(bytes, start, end, heap);
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
