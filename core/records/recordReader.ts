import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { columnName } from '../fields/catalog.ts';
import type { Layout } from '../layouts/layout.ts';
import { LayoutChoice } from '../layouts/layoutChoice.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { likeliestLayouts } from './likeliestLayouts.ts';
import { Lines } from './lines.ts';
import { readableLines } from './readableLines.ts';
import type { RecordBatch } from './recordBatch.ts';
import { type FieldColumn, RecordTable } from './recordTable.ts';
import { findUnreadable, type Unreadable } from './unreadable.ts';

/** A value as the lake has it: decoded, and sensitive text as the policy has it. Times are milliseconds since 1970. */
export type RecordValue = string | number | null;

/** The records of a batch that could be read. They are valid until the reader reads another batch. */
export interface ReadRecords {
  /** Names of the fields, in CloudFront's order. */
  readonly fields: readonly string[];
  /** Number of records. */
  readonly count: number;
  /** The value of a field; null where it is empty or not among the fields. */
  value(record: number, field: string): RecordValue;
  /** Values that are none of their field's type, as `name=value`; null where there are none. */
  malformedValues(record: number): string | null;
  /** Place of the record in its shard. */
  sequenceNumber(record: number): string;
  /** Lines that no layout fits. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads records into named values, by the layouts and with the handling of sensitive text that the lake has. */
export class RecordReader {
  readonly #choice: LayoutChoice;
  readonly #table: RecordTable;
  readonly #lines = new Lines();
  #layouts: Int16Array = new Int16Array(1024);

  constructor(layouts: readonly Layout[], policy: SensitivityPolicy) {
    this.#choice = new LayoutChoice(layouts);
    this.#table = new RecordTable(this.#choice, policy);
  }

  /** Reads a batch. It never throws for what a record holds. */
  read(batch: RecordBatch): ReadRecords {
    const lines = this.#lines;
    lines.read(batch);
    this.#layouts = likeliestLayouts(lines, this.#choice, this.#layouts);
    const layouts = this.#layouts;
    const all = Int32Array.from({ length: lines.count }, (_, line) => line);
    const rows = this.#table.read(batch, lines, readableLines(all, layouts), layouts);
    const values = new Map(this.#table.columns.map(({ field, column }) => [field, valuesOf(column)]));
    const malformed = valuesOf(this.#table.malformedTexts);
    return {
      fields: this.#table.columns.map(({ field }) => field),
      count: rows.length,
      value: (record, field) => values.get(field)?.(record) ?? null,
      malformedValues: (record) => malformed(record) as string | null,
      sequenceNumber: (record) => lines.sequenceNumber(batch, rows[record]),
      unreadable: findUnreadable(lines, all, layouts, this.#choice),
    };
  }
}

/** Name of a record's field by its own name or that of its column: `sc-status` for `sc_status`. */
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

function textsOf(column: TextColumn): (row: number) => RecordValue {
  const texts: string[] = [];
  return (row) => {
    const code = column.codes[row];
    if (code === noValue) return null;
    texts[code] ??= column.entryText(code);
    return texts[code];
  };
}
