import type { ByteWriter } from '../columns/byteWriter.ts';
import { writeVarint } from './thrift.ts';

/**
 * Appends definition levels of a data page (version 1): whether each row has a value. Writes one run if all rows are
 * the same, otherwise bits.
 *
 * @param codes code of each row; negative if the row has no value
 */
export function writeDefinitionLevels(out: ByteWriter, codes: Int32Array, rows: number, nulls: number): void {
  const lengthAt = out.length;
  out.reserve(16 + (rows >>> 3));
  out.length += 4;
  if (nulls === 0 || nulls === rows) {
    writeVarint(out, rows << 1);
    out.bytes[out.length++] = nulls === 0 ? 1 : 0;
  } else {
    const groups = (rows + 7) >>> 3;
    writeVarint(out, (groups << 1) | 1);
    writeBits(out, codes, rows, groups);
  }
  out.view.setInt32(lengthAt, out.length - lengthAt - 4, true);
}

function writeBits(out: ByteWriter, codes: Int32Array, rows: number, groups: number): void {
  out.reserve(groups);
  const { bytes, length } = out;
  out.length += groups;
  for (let group = 0; group < groups; group++) {
    const end = Math.min(rows, group * 8 + 8);
    let bits = 0;
    for (let row = end - 1; row >= group * 8; row--) bits = (bits << 1) | (codes[row] >= 0 ? 1 : 0);
    bytes[length + group] = bits;
  }
}

/**
 * Appends dictionary codes of the rows with a value: the bit width, then one run if there is only one code, otherwise
 * the packed codes.
 */
export function writeCodes(
  out: ByteWriter,
  codes: Int32Array,
  rows: number,
  nulls: number,
  entries: number,
): void {
  const width = Math.max(1, 32 - Math.clz32(entries - 1));
  const count = rows - nulls;
  out.reserve(16 + Math.ceil((count * width) / 8) + width);
  out.bytes[out.length++] = width;
  if (entries === 1) {
    writeVarint(out, count << 1);
    out.bytes[out.length++] = 0;
    return;
  }
  const groups = (count + 7) >>> 3;
  writeVarint(out, (groups << 1) | 1);
  const end = out.length + groups * width;
  out.bytes.fill(0, out.length, end);
  packCodes(out, codes, rows, width);
  out.length = end;
}

/**
 * Appends codes, each with `width` bits, the lowest bits first. Writes up to 3 bytes after the last
 * code. A code has at most 24 bits.
 */
function packCodes(out: ByteWriter, codes: Int32Array, rows: number, width: number): void {
  const { view } = out;
  let at = out.length;
  let bits = 0;
  let held = 0;
  for (let row = 0; row < rows; row++) {
    const code = codes[row];
    if (code < 0) continue;
    bits |= code << held;
    held += width;
    // All pending bits are written with every code, so nothing is left to write after the last one.
    view.setInt32(at, bits, true);
    at += held >>> 3;
    bits >>>= held & 24;
    held &= 7;
  }
}
