import { findField } from '../../core/fields/catalog.ts';
import type { RecordValue } from '../../core/records/recordReader.ts';
import { plainText } from '../../terminal/plainText.ts';

/** Formats a value as text: `-` if it is empty, times in UTC, without control characters. */
export function valueText(field: string, value: RecordValue): string {
  if (value === null) return '-';
  if (typeof value === 'string') return plainText(value);
  if (field === 'sc-status') return String(value).padStart(3, '0');
  const { type, unit } = findField(field) ?? {};
  if (type === 'timestamp') return new Date(value).toISOString().replace('T', ' ').slice(0, -1);
  return unit === 'seconds' ? value.toFixed(3) : String(value);
}

/** Whether the values of a field are numbers, which are right-aligned. */
export function isNumeric(field: string): boolean {
  const type = findField(field)?.type;
  return type === 'int' || type === 'bigint' || type === 'double';
}
