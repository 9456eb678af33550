import { columnName, findField } from '../../core/fields/catalog.ts';
import { malformedValuesColumn, sequenceNumberColumn } from '../../core/lake/table.ts';
import type { ReadRecords, RecordValue } from '../../core/records/recordReader.ts';
import { identityField } from '../../core/records/recordTable.ts';

/** A record in the form of a row of the lake: values by column name. */
export type JsonRow = Record<string, string | number | null>;

/**
 * Returns a record in the form of a row of the lake, including columns that the pipeline adds.
 *
 * @param chosen names of the fields to include, in order. Default: all fields and the added columns
 */
export function jsonRow(records: ReadRecords, record: number, chosen?: readonly string[]): JsonRow {
  const fields = chosen ?? records.fields;
  const row = jsonOfValues(fields.map((field) => [field, records.value(record, field)]));
  if (chosen !== undefined) return row;
  if (records.value(record, identityField) === null) {
    row[sequenceNumberColumn.name] = records.identity(record);
  }
  return withMalformedValues(row, records.malformedValues(record));
}

/** Converts values of fields to values of the lake's columns. */
export function jsonOfValues(values: Iterable<readonly [field: string, value: RecordValue]>): JsonRow {
  return Object.fromEntries(
    Iterator.from(values).map(([field, value]) => [columnName(field), jsonValue(field, value)]),
  );
}

/** Adds the column of values that don't parse as their field's type, if there are any. */
export function withMalformedValues(row: JsonRow, malformedValues: string | null): JsonRow {
  return malformedValues === null ? row : { ...row, [malformedValuesColumn.name]: malformedValues };
}

function jsonValue(field: string, value: RecordValue): string | number | null {
  if (typeof value !== 'number' || findField(field)?.type !== 'timestamp') return value;
  return new Date(value).toISOString();
}
