import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { columnName } from '../fields/catalog.ts';
import type { Layout } from '../layouts/layout.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { BatchReader } from './batchReader.ts';
import type { RecordBatch } from './recordBatch.ts';
import type { FieldColumn } from './recordTable.ts';
import type { Unreadable } from './unreadable.ts';

/** A value as the lake stores it: decoded, with sensitive text handled by the policy. Times are epoch milliseconds. */
export type RecordValue = string | number | null;

/** The readable records of a batch. Valid until the reader reads another batch. */
export interface ReadRecords {
  /** Names of the fields, in CloudFront's order. */
  readonly fields: readonly string[];
  /** Number of records. */
  readonly count: number;
  /** Returns the value of a field; null if it is empty or not one of the fields. */
  value(record: number, field: string): RecordValue;
  /** Returns the values that don't parse as their field's type, as `name=value`; null if there are none. */
  malformedValues(record: number): string | null;
  /** Returns the position of the record in its shard. */
  sequenceNumber(record: number): string;
  /** Returns an identity that is unique among the records of all shards and files, see `Lines.identity`. */
  identity(record: number): string;
  /** Lines that match no layout. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads records into named values, with the same layouts and handling of sensitive text as the lake. */
export class RecordReader {
  readonly #reader: BatchReader;

  constructor(layouts: readonly Layout[], policy: SensitivityPolicy) {
    this.#reader = new BatchReader(layouts, policy);
  }

  /** Reads a batch. It never throws because of a record's content. */
  read(batch: RecordBatch): ReadRecords {
    const { rows, columns, malformedTexts, unreadable } = this.#reader.readWhole(batch);
    const { lines } = this.#reader;
    const values = new Map(columns.map(({ field, column }) => [field, valuesOf(column)]));
    const malformed = textsOf(malformedTexts);
    return {
      fields: columns.map(({ field }) => field),
      count: rows.length,
      value: (record, field) => values.get(field)?.(record) ?? null,
      malformedValues: malformed,
      sequenceNumber: (record) => lines.sequenceNumber(batch, rows[record]),
      identity: (record) => lines.identity(batch, rows[record]),
      unreadable,
    };
  }
}

/** Returns the name of a record's field, given the name of the field or its column: `sc-status` for `sc_status`. */
export function fieldNamed(name: string, fields: readonly string[]): string | undefined {
  return fields.find((field) => field === name) ?? fields.find((field) => columnName(field) === name);
}

function valuesOf(column: FieldColumn['column']): (row: number) => RecordValue {
  return column.kind === 'number' ? numbersOf(column) : textsOf(column);
}

function numbersOf({ codes, values }: NumberColumn): (row: number) => RecordValue {
  return (row) => {
    const code = codes[row];
    return code === noValue ? null : values[code];
  };
}

function textsOf(column: TextColumn): (row: number) => string | null {
  const texts: string[] = [];
  return (row) => {
    const code = column.codes[row];
    if (code === noValue) return null;
    texts[code] ??= column.entryText(code);
    return texts[code];
  };
}
