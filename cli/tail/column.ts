import { type Field, findField } from '../../core/fields/catalog.ts';
import type { RecordValue } from '../../core/records/recordReader.ts';
import type { Paint, Style } from '../../terminal/colors.ts';
import { isNumeric, valueText } from '../records/valueText.ts';

/** A column of the lines that `cfrl tail` shows. */
export interface Column {
  readonly title: string;
  /** The field whose values are shown. */
  readonly field: string;
  readonly align: 'left' | 'right';
  /** Initial width. */
  readonly width: number;
  /** Fixed width if lines aren't truncated. Default: `width` */
  readonly pipedWidth?: number;
  /** Maximum width. A longer value is truncated on a terminal; otherwise, it shifts the rest of its line. */
  readonly widest: number;
  readonly text: (value: RecordValue) => string;
  readonly style: (value: RecordValue) => Style | undefined;
}

const plain = () => undefined;

/** Columns that are shown if no fields are given. A column with several fields shows the first logged field. */
const defaultColumns: readonly (Partial<Column> & {
  readonly title: string;
  readonly fields: readonly string[];
})[] = [
  { title: 'time', fields: ['timestamp'], width: 12, text: timeOfDay, style: () => 'dim' },
  { title: 'status', fields: ['sc-status'], align: 'left', style: styleOfStatus },
  {
    title: 'result',
    fields: ['x-edge-result-type', 'x-edge-response-result-type', 'x-edge-detailed-result-type'],
    width: 10,
    pipedWidth: 16,
    style: styleOfResult,
  },
  { title: 'ms', fields: ['time-taken', 'time-to-first-byte'], width: 6, text: milliseconds },
  { title: 'bytes', fields: ['sc-bytes'], width: 8, pipedWidth: 10 },
  { title: 'from', fields: ['c-country'], style: () => 'dim' },
  { title: 'host', fields: ['cs-host', 'x-host-header'], width: 16, pipedWidth: 24, widest: 32 },
  { title: 'path', fields: ['cs-uri-stem', 'cs-uri-query'] },
];

/** Columns that are left out in this order until the path has room, and the minimum width of the line for each. */
const narrowColumns: readonly (readonly [title: string, minLineWidth: number])[] = [
  ['host', 100],
  ['bytes', 76],
  ['from', 66],
  ['ms', 60],
  ['result', 52],
];

/**
 * Returns the columns for fields.
 *
 * @param logged names of the logged fields
 * @param chosen names of the fields to show. Default: time, status, cache result, milliseconds, bytes, country, host, and
 *   path, if they are logged
 * @param lineWidth maximum width of a line, which decides the default columns; undefined if lines aren't truncated
 */
export function columnsFor(
  logged: readonly string[],
  chosen?: readonly string[],
  lineWidth = Number.POSITIVE_INFINITY,
): Column[] {
  if (chosen !== undefined) return chosen.map(columnOf);
  const leftOut = narrowColumns.flatMap(([title, minLineWidth]) => (lineWidth < minLineWidth ? [title] : []));
  const fitting = defaultColumns.filter(({ title }) => !leftOut.includes(title));
  const columns = fitting.flatMap(({ fields, ...special }) => {
    const field = fields.find((name) => logged.includes(name));
    return field === undefined ? [] : [{ ...columnOf(field), width: special.title.length, ...special }];
  });
  return columns.length > 0 ? columns : logged.map(columnOf);
}

function columnOf(field: string): Column {
  const widest = 40;
  const width = Math.max(field.length, Math.min(widest, typicalWidth(findField(field))));
  return {
    title: field,
    field,
    align: isNumeric(field) ? 'right' : 'left',
    width,
    widest: Math.max(width, widest),
    text: (value) => valueText(field, value),
    style: plain,
  };
}

function typicalWidth(field: Field | undefined): number {
  if (field?.type === 'timestamp') return 23;
  return field?.typicalBytes ?? 0;
}

function timeOfDay(value: RecordValue): string {
  return value === null ? '-' : valueText('timestamp', value).slice(11);
}

function milliseconds(value: RecordValue): string {
  return value === null ? '-' : String(Math.round((value as number) * 1000));
}

function styleOfStatus(value: RecordValue): Style | undefined {
  const status = value as number | null;
  if (status === null) return undefined;
  if (status < 100) return 'magenta';
  if (status < 300) return 'green';
  if (status < 400) return 'cyan';
  return status < 500 ? 'yellow' : 'red';
}

function styleOfResult(value: RecordValue): Style | undefined {
  const result = String(value);
  if (/Hit$/.test(result)) return 'green';
  if (result === 'Miss') return 'yellow';
  return /Error|Exceeded/.test(result) ? 'red' : undefined;
}

/** Adds the color of a column and value to a text. */
export function paintText(paint: Paint, { style }: Column, value: RecordValue, text: string): string {
  const look = style(value);
  return look === undefined ? text : paint(look, text);
}
