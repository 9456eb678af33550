import { columnName, fields } from '../../core/fields/catalog.ts';
import { malformedValuesColumn, sequenceNumberColumn } from '../../core/lake/table.ts';
import type { RequestField } from './source.ts';

const known = new Map<string, { readonly name: string; readonly meaning: string; readonly unit?: string }>([
  ...fields.map(
    ({ name, meaning, unit, type }) =>
      [columnName(name), { name, meaning, ...(unit && type !== 'timestamp' ? { unit } : {}) }] as const,
  ),
  ...[sequenceNumberColumn, malformedValuesColumn].map(
    ({ name, comment }) => [name, { name, meaning: comment }] as const,
  ),
]);

/** Returns the columns of a row as fields with their meanings, in CloudFront's order. */
export function describeFields(row: Readonly<Record<string, unknown>>): RequestField[] {
  const order = [...known.keys()];
  const place = (column: string) => (known.has(column) ? order.indexOf(column) : order.length);
  return Object.entries(row)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([column, value]) => ({
      ...(known.get(column) ?? { name: column, meaning: 'No description in this version of cfrl' }),
      value: value === null || value === undefined ? null : String(value),
    }));
}
