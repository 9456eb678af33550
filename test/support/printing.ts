import fc from 'fast-check';
import { findField } from '../../core/fields/catalog.ts';
import { anyText } from './anyText.ts';
import { asLogged } from './logging.ts';
import type { Value } from './parquetReaders.ts';
import { plainType } from './plainReading.ts';
import { valuesOfForm } from './recordArbitraries.ts';

/** Writes a field's value as CloudFront does: `-` for none, text percent-encoded once, times in seconds. */
export function printValue(field: string, value: Value): string {
  if (value === null) return '-';
  if (value instanceof Date) return (value.getTime() / 1000).toFixed(3);
  if (typeof value === 'number' && findField(field)?.form === 'seconds') return value.toFixed(3);
  if (field === 'sc-status') return String(value).padStart(3, '0');
  return typeof value === 'string' ? asLogged(value) : String(value);
}

/** Writes a record as CloudFront does: values separated by tabs, and a newline. */
export function printRecord(fields: readonly string[], values: readonly Value[]): string {
  return `${fields.map((field, column) => printValue(field, values[column])).join('\t')}\n`;
}

/** Any text except `-`, which means no value. */
const texts = anyText({ maxLength: 40 }).filter((text) => text !== '-');

/** Any value that a field can have. */
export function anyValueOf(field: string): fc.Arbitrary<Value> {
  return fc.option(presentValueOf(field), { nil: null, freq: 4 });
}

function presentValueOf(field: string): fc.Arbitrary<Value> {
  const form = findField(field)?.form;
  switch (plainType(field)) {
    case 'timestamp':
      return fc.integer({ min: 1e11, max: 253_402_300_799_999 }).map((time) => new Date(time));
    case 'double':
      if (form === 'seconds') return fc.nat({ max: 99_999_999_999 }).map((thousandths) => thousandths / 1000);
      return fc.oneof(
        fc.nat(),
        fc.nat().map((thousandths) => thousandths / 1000),
      );
    case 'int':
      return fc.nat({ max: form === 'status' ? 999 : 2 ** 31 - 1 });
    case 'bigint':
      return fc.nat({ max: Number.MAX_SAFE_INTEGER }).map(BigInt);
    default:
      return form === undefined ? texts : valuesOfForm[form];
  }
}
