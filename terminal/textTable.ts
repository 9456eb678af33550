import { cutToWidth, displayWidth, padToWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';

const widestColumn = 48;

/** Layout options of a table. */
export interface TextTableOptions {
  /** Maximum width of a column; longer values are truncated. @default 48 */
  readonly widest?: number;
  /** Spaces before each line. @default 2 */
  readonly indent?: number;
}

/** Formats a table as lines. The first line contains the column names. Numbers are right-aligned. No rows make no lines. */
export function textTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  { widest = widestColumn, indent = 2 }: TextTableOptions = {},
): string[] {
  if (rows.length === 0) return [];
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

/** Formats a number with commas as thousands separators. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function toText(value: unknown): string {
  return value === null || value === undefined ? '-' : plainText(String(value));
}
