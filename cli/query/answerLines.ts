import { plainJson } from '../../terminal/plainText.ts';
import { fitTable } from '../../terminal/textTable.ts';
import type { QueryAnswer, QueryValue } from './queryAnswer.ts';

/** Default number of rows in a table. */
export const tableRows = 1_000;

/** Output format of results. */
export type AnswerFormat = 'table' | 'json' | 'csv';

/**
 * Returns the lines of a result, one group for each page.
 *
 * @param maxRows maximum number of rows to print
 * @param lineWidth characters per line of the terminal that a table is printed on; undefined if it isn't a terminal
 */
export async function* answerLines(
  { columns, pages }: QueryAnswer,
  format: AnswerFormat,
  maxRows: number,
  lineWidth?: number,
): AsyncGenerator<string[]> {
  if (format === 'csv') yield [columns.map(csvCell).join(',')];
  const table: Record<string, QueryValue>[] = [];
  let count = 0;
  let hasMore = false;
  for await (const page of pages) {
    const rows = page.slice(0, maxRows - count);
    count += rows.length;
    hasMore = rows.length < page.length;
    if (format === 'json') yield rows.map((row) => plainJson(nameValues(columns, row)));
    else if (format === 'csv') yield rows.map((row) => row.map(csvCell).join(','));
    else table.push(...rows.map((row) => nameValues(columns, row)));
    if (hasMore) break;
  }
  if (format !== 'table') return;
  if (table.length === 0) yield ['no rows'];
  else yield fitTable(table.map(readable), lineWidth, columns);
  if (!hasMore) return;
  const shown = maxRows === 1 ? 'row' : `${maxRows.toLocaleString('en-US')} rows`;
  yield ['', `The first ${shown}. For more, use --rows.`];
}

function nameValues(columns: readonly string[], row: readonly QueryValue[]): Record<string, QueryValue> {
  return Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]));
}

/** Formats the times of a row without the letters of ISO 8601. */
function readable(row: Record<string, QueryValue>): Record<string, QueryValue> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d)T([\d:.]+)Z$/, '$1 $2') : value,
    ]),
  );
}

/**
 * Returns a cell of a CSV file (RFC 4180). Text that a spreadsheet would interpret as a formula is prefixed with an
 * apostrophe, because viewers control the content of many columns.
 */
function csvCell(value: QueryValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20|]|^[\t\r\n]/u.test(value)
    ? `'${value}`
    : value;
  return /[",'\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
