import { cutToWidth, displayWidth, padToWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';

const widestColumn = 48;

/** How a table is laid out. */
export interface TextTableOptions {
  /** Characters of the widest column; longer values are cut. @default 48 */
  readonly widest?: number;
  /** Characters before each line. @default 2 */
  readonly indent?: number;
}

/** A table as lines: the first line names the columns, numbers are aligned to the right. */
export function textTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  { widest = widestColumn, indent = 2 }: TextTableOptions = {},
): string[] {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => cutToWidth(toText(row[name]), widest)));
  const lines = [names.map((name) => plainText(name)), ...cells];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column]))));
  const isNumeric = names.map((_, column) => cells.every((line) => /^[-\d.,%]*$/.test(line[column])));
  return lines.map((line) =>
    `${' '.repeat(indent)}${line
      .map((text, column) => padToWidth(text, widths[column], isNumeric[column] ? 'right' : 'left'))
      .join('  ')}`.trimEnd(),
  );
}

/** A number with commas between its thousands. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function toText(value: unknown): string {
  return value === null || value === undefined ? '-' : plainText(String(value));
}
