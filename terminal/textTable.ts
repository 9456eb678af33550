import { cutToWidth, displayWidth, padToWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';

const widestColumn = 48;

/** Minimum width of a column that is shortened to fit the line. */
const narrowestColumn = 12;

const gap = 2;

/** A whole number or decimal, which can be a bound or an estimate; or no value. */
const numberPattern = /^(?:[\u2264\u2248]?-?\d[\d,]*(?:\.\d+)?%?|-|)$/;

/** Layout options of a table. */
export interface TextTableOptions {
  /** Maximum width of a column; longer values are truncated. @default 48 */
  readonly widest?: number;
  /** Spaces before each line. @default 2 */
  readonly indent?: number;
}

/**
 * Formats a table as lines. The first line contains the column names. Numbers are right-aligned. No rows make no lines.
 */
export function textTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  { widest: limit = widestColumn, indent = 2 }: TextTableOptions = {},
): string[] {
  if (rows.length === 0) return [];
  const names = Object.keys(rows[0] ?? {});
  const isNumeric = names.map((name) => isNumbers(rows, name));
  const cells = rows.map((row) =>
    names.map((name, column) =>
      cutToWidth(toText(row[name]), isNumeric[column] ? Number.POSITIVE_INFINITY : limit),
    ),
  );
  const lines = [names.map((name) => plainText(name)), ...cells];
  const widths = names.map((_, column) => widest(lines.map((line) => line[column])));
  return lines.map((line) =>
    `${' '.repeat(indent)}${line
      .map((text, column) => padToWidth(text, widths[column], isNumeric[column] ? 'right' : 'left'))
      .join(' '.repeat(gap))}`.trimEnd(),
  );
}

/**
 * Formats rows so that they fit the lines of a terminal: as a table, in which long values are truncated to fit, or, if
 * there are too many columns, as {@link valueLists} with whole values.
 *
 * @param lineWidth characters per line; undefined if there is no limit, such as for a file. Then no value is truncated
 */
export function fitTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  lineWidth: number | undefined,
): string[] {
  const whole = { widest: Number.POSITIVE_INFINITY, indent: 0 };
  if (lineWidth === undefined) return textTable(rows, whole);
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => ({
    name: displayWidth(plainText(name)),
    values: widest(rows.map((row) => toText(row[name]))),
    isNumeric: isNumbers(rows, name),
  }));
  const widthWith = (limit: number) =>
    columns.reduce(
      (sum, { name, values, isNumeric }) =>
        sum + gap + Math.max(name, isNumeric ? values : Math.min(values, limit)),
      -gap,
    );
  for (let limit = lineWidth; limit >= narrowestColumn; limit--)
    if (widthWith(limit) <= lineWidth) return textTable(rows, { ...whole, widest: limit });
  return valueLists(rows);
}

/** Formats each row as a list: a line with the name and the value of each column. Rows are separated by an empty line. */
export function valueLists(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const width = widest(Object.keys(rows[0] ?? {}).map((name) => plainText(name)));
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...Object.entries(row).map(
      ([name, value]) => `${padToWidth(plainText(name), width)}${' '.repeat(gap)}${toText(value)}`,
    ),
  ]);
}

/** Formats a number with commas as thousands separators. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** Whether all values of a column are numbers, which are right-aligned and never truncated. */
function isNumbers(rows: readonly Readonly<Record<string, unknown>>[], name: string): boolean {
  return rows.every((row) => numberPattern.test(toText(row[name])));
}

/** Returns the maximum width of texts. */
function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), 0);
}

function toText(value: unknown): string {
  return value === null || value === undefined ? '-' : plainText(String(value));
}
