import { noLayout } from '../layouts/layoutChoice.ts';

/** The lines that have a layout, in their order. */
export function readableLines(lines: Int32Array, layouts: Int16Array): Int32Array {
  const readable = new Int32Array(lines.length);
  let count = 0;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (layouts[line] !== noLayout) readable[count++] = line;
  }
  return readable.subarray(0, count);
}
