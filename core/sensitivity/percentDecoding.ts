import { isUtf8 } from 'node:buffer';
import type { ByteWriter } from '../columns/byteWriter.ts';
import type { FieldBounds } from '../columns/fieldBounds.ts';
import { colon, markKinds, TextMarks } from './textMarks.ts';

const percent = 0x25;
const beyondAscii = 0x80;

/** First bytes of UTF-8 characters with several bytes. */
const firstLeadByte = 0xc2;
const lastLeadByte = 0xf4;

const fourPercents = 0x25252525;
const fourEqualsSigns = 0x3d3d3d3d;
const fourQuotes = 0x22222222;
const fourAts = 0x40404040;
/** Without their two lowest bits, I and J are the same; so are H and K. */
const withoutLowBits = 0xfcfcfcfc | 0;
const fourCapitals = 0x48484848;

/** Value of each byte as a hexadecimal digit, or -1. */
const hexValues = new Int8Array(256).map((_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
});

const unusedMarks = new TextMarks();

/**
 * Appends the text of a field with its percent escapes decoded once, which restores what the viewer sent, because
 * CloudFront encodes the text once. An invalid escape stays unchanged, because fields that are truncated at 800 bytes
 * can end in the middle of an escape. A truncated character at the end also stays unchanged, as does a complete text
 * that would not be valid UTF-8.
 *
 * @param marks receives the marks of the appended text
 * @returns whether the text was decoded; false if it is as logged
 */
export function decodePercent(
  { bytes, view }: FieldBounds,
  start: number,
  end: number,
  heap: ByteWriter,
  marks: TextMarks = unusedMarks,
): boolean {
  // Four bytes at once are read and written, also past the end.
  heap.reserve(end - start + 4);
  marks.reset(end - start);
  const { positions } = marks;
  const out = heap.view;
  const outStart = heap.length;
  let marked = 0;
  let highBytes = 0;
  let from = start;
  let at = outStart;
  while (from < end) {
    const four = view.getInt32(from, true);
    out.setInt32(at, four, true);
    // The high bit of each byte that can be a mark. Exact up to the first one.
    const percents = four ^ fourPercents;
    const equalsSigns = four ^ fourEqualsSigns;
    const quotes = four ^ fourQuotes;
    const ats = four ^ fourAts;
    const capitals = (four & withoutLowBits) ^ fourCapitals;
    const found =
      (((percents - 0x01010101) & ~percents) |
        ((equalsSigns - 0x01010101) & ~equalsSigns) |
        ((quotes - 0x01010101) & ~quotes) |
        ((ats - 0x01010101) & ~ats) |
        ((capitals - 0x01010101) & ~capitals)) &
      0x80808080;
    if (found === 0) {
      from += 4;
      at += 4;
      continue;
    }
    const before = (31 - Math.clz32(found & -found)) >>> 3;
    from += before;
    at += before;
    if (from >= end) break;
    let byte = bytes[from++];
    if (byte === percent && from + 1 < end) {
      const high = hexValues[bytes[from]];
      const low = hexValues[bytes[from + 1]];
      if ((high | low) >= 0) {
        byte = (high << 4) | low;
        highBytes |= byte;
        from += 2;
        out.setUint8(at, byte);
      }
    }
    const kind = markKinds[byte];
    if (kind === 1 || (kind === 2 && heap.bytes[at - 1] === colon)) positions[marked++] = at;
    at++;
  }
  // Bytes past the end don't count.
  at -= from - end;
  if (highBytes < beyondAscii || isUtf8(heap.bytes.subarray(outStart, at))) {
    heap.length = at;
    marks.count = marked;
    return true;
  }
  const cut = cutCharacter(bytes, start, end);
  const whole = at - outStart - cut.decodedBytes;
  const isCut = cut.decodedBytes > 0 && isUtf8(heap.bytes.subarray(outStart, outStart + whole));
  if (isCut) heap.length += whole;
  copyBytes(view, isCut ? cut.start : start, end, heap);
  marks.noteAll(heap.bytes, outStart, heap.length);
  return isCut;
}

/** A truncated character at the end of a text. */
interface CutCharacter {
  readonly start: number;
  /** 0 if the text doesn't end in the middle of a character. */
  readonly decodedBytes: number;
}

/**
 * Finds escapes at the end of a text that are the beginning of a character, possibly followed by a truncated escape.
 */
function cutCharacter(bytes: Buffer, start: number, end: number): CutCharacter {
  const last = bytes.lastIndexOf(percent, end - 1);
  const halfEscape = last >= start && last > end - 3 ? end - last : 0;
  const textEnd = end - halfEscape;
  const character: number[] = [];
  for (let at = textEnd - 3; at >= start && character.length < 3 && bytes[at] === percent; at -= 3) {
    const byte = (hexValues[bytes[at + 1]] << 4) | hexValues[bytes[at + 2]];
    if (byte < beyondAscii) break;
    character.unshift(byte);
    if (byte >= firstLeadByte)
      return { start: at, decodedBytes: isBeginning(character) ? character.length + halfEscape : 0 };
  }
  return { start: end, decodedBytes: 0 };
}

/** Whether bytes are the beginning of a UTF-8 character, but not a complete character. */
function isBeginning(character: readonly number[]): boolean {
  const [lead, ...rest] = character;
  if (lead > lastLeadByte) return false;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (character.length >= length) return false;
  return rest.length === 0 || isUtf8(Uint8Array.from({ length }, (_, at) => character[at] ?? beyondAscii));
}

/** Appends bytes unchanged. */
export function copyBytes(view: DataView, start: number, end: number, heap: ByteWriter): void {
  heap.reserve(end - start + 4);
  const out = heap.view;
  let at = heap.length;
  for (let from = start; from < end; from += 4, at += 4) out.setInt32(at, view.getInt32(from, true), true);
  heap.length += end - start;
}
