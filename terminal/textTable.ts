import { cutToWidth, displayWidth, padToWidth } from './displayWidth.ts';
import { plainText } from './plainText.ts';

const widestColumn = 48;

/** Minimum width of a column that is shortened to fit the line, in which an IPv4 address fits. */
const narrowestColumn = 16;

const gap = 2;

/** A whole number or decimal, which can be a bound or an estimate; or no value. */
const numberPattern = /^(?:[\u2264\u2248]?-?\d[\d,]*(?:\.\d+)?%?|-|)$/;

/** A day or a time, or no value. */
const timePattern = /^(?:\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?|-|)$/;

/** Values by the names of their columns. */
type Rows = readonly Readonly<Record<string, unknown>>[];

/** Layout options of a table. */
export interface TextTableOptions {
  /** Maximum width of a column; longer values are truncated. @default 48 */
  readonly widest?: number;
  /** Spaces before each line. @default 2 */
  readonly indent?: number;
  /** Names of the columns in their order. @default those of the first row, in which numbers come first */
  readonly names?: readonly string[];
}

/**
 * Formats a table as lines. The first line contains the column names. Numbers are right-aligned. No rows make no lines.
 */
export function textTable(
  rows: Rows,
  { widest: limit = widestColumn, indent = 2, names = namesOf(rows) }: TextTableOptions = {},
): string[] {
  if (rows.length === 0) return [];
  const isNumeric = names.map((name) => areAll(numberPattern, rows, name));
  const limits = names.map((name) => (isWhole(rows, name) ? Number.POSITIVE_INFINITY : limit));
  const cells = rows.map((row) => names.map((name, column) => cutToWidth(toText(row[name]), limits[column])));
  const lines = [names.map((name) => plainText(name)), ...cells];
  const widths = names.map((_, column) => widest(lines.map((line) => line[column])));
  return lines.map((line) =>
    `${' '.repeat(indent)}${line
      .map((text, column) => padToWidth(text, widths[column], isNumeric[column] ? 'right' : 'left'))
      .join(' '.repeat(gap))}`.trimEnd(),
  );
}

/**
 * Formats rows so that they fit the lines of a terminal: as a table, in which long texts are truncated to fit, or, if
 * there are too many columns, as {@link valueLists} with whole values.
 *
 * @param lineWidth characters per line; undefined if there is no limit, such as for a file. Then no value is truncated
 * @param names names of the columns in their order
 */
export function fitTable(
  rows: Rows,
  lineWidth: number | undefined,
  names: readonly string[] = namesOf(rows),
): string[] {
  const whole = { widest: Number.POSITIVE_INFINITY, indent: 0, names };
  if (lineWidth === undefined) return textTable(rows, whole);
  const columns = names.map((name) => ({
    name: displayWidth(plainText(name)),
    values: widest(rows.map((row) => toText(row[name]))),
    isWhole: isWhole(rows, name),
  }));
  const widthWith = (limit: number) =>
    columns.reduce(
      (sum, { name, values, isWhole }) =>
        sum + gap + Math.max(name, isWhole ? values : Math.min(values, limit)),
      -gap,
    );
  for (let limit = lineWidth; limit >= narrowestColumn; limit--)
    if (widthWith(limit) <= lineWidth) return textTable(rows, { ...whole, widest: limit });
  return valueLists(rows, names);
}

/** Formats each row as a list: a line with the name and the value of each column. Rows are separated by an empty line. */
export function valueLists(rows: Rows, names: readonly string[] = namesOf(rows)): string[] {
  const width = widest(names.map((name) => plainText(name)));
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...names.map((name) => `${padToWidth(plainText(name), width)}${' '.repeat(gap)}${toText(row[name])}`),
  ]);
}

function namesOf(rows: Rows): string[] {
  return Object.keys(rows[0] ?? {});
}

/** Formats a number with commas as thousands separators. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** Whether all values of a column are numbers, or all are times, which are never truncated. */
function isWhole(rows: Rows, name: string): boolean {
  return areAll(numberPattern, rows, name) || areAll(timePattern, rows, name);
}

/** Whether all values of a column match a pattern. */
function areAll(pattern: RegExp, rows: Rows, name: string): boolean {
  return rows.every((row) => pattern.test(toText(row[name])));
}

/** Returns the maximum width of texts. */
function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), 0);
}

function toText(value: unknown): string {
  return value === null || value === undefined ? '-' : plainText(String(value));
}
