import { malformedValuesColumn, sequenceNumberColumn } from '../../core/lake/table.ts';
import { columnName, findField } from '../../core/records/fields.ts';
import type { ReadRecords, RecordValue } from '../../core/records/recordReader.ts';
import { identityField } from '../../core/records/recordTable.ts';

/** A record as a row of the lake: values by the names of columns. */
export type JsonRow = Record<string, string | number | null>;

/**
 * A record as the lake has it, columns that the pipeline adds included.
 *
 * @param chosen names of the fields that are wanted, in their order. Default: all
 */
export function jsonRow(records: ReadRecords, record: number, chosen?: readonly string[]): JsonRow {
  const row: JsonRow = {};
  for (const field of chosen ?? records.fields)
    row[columnName(field)] = jsonValue(field, records.value(record, field));
  if (chosen !== undefined) return row;
  if (!records.fields.includes(identityField))
    row[sequenceNumberColumn.name] = records.sequenceNumber(record);
  const malformed = records.malformedValues(record);
  if (malformed !== null) row[malformedValuesColumn.name] = malformed;
  return row;
}

function jsonValue(field: string, value: RecordValue): string | number | null {
  if (typeof value !== 'number' || findField(field)?.type !== 'timestamp') return value;
  return new Date(value).toISOString();
}
