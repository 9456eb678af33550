import type { FieldBounds, LineRun } from '../../core/columns/fieldBounds.ts';
import { NumberColumn, type NumberColumnOptions } from '../../core/columns/numberColumn.ts';
import { TextColumn } from '../../core/columns/textColumn.ts';
import type { ParquetColumn, ParquetType } from '../../core/parquet/types.ts';
import type { Value } from './parquetReaders.ts';

/** Returns lines of tab-separated fields in the form from which columns are filled. */
export interface TestLines extends FieldBounds {
  readonly all: LineRun;
}

/** Finds the bounds of fields in lines in the simplest way. */
export function linesOfFields(lines: readonly (readonly string[])[]): TestLines {
  const text = Buffer.from(`${lines.map((fields) => fields.join('\t')).join('\n')}\n`);
  const memory = new ArrayBuffer(text.length + 16);
  const bytes = Buffer.from(memory);
  bytes.set(text);
  const bounds: number[] = [];
  const first: number[] = [];
  let end = -1;
  for (const fields of lines) {
    first.push(bounds.length);
    bounds.push(end);
    for (const field of fields) {
      end += Buffer.byteLength(field) + 1;
      bounds.push(end);
    }
  }
  return {
    bytes,
    view: new DataView(memory),
    bounds: Int32Array.from(bounds),
    first: Int32Array.from(first),
    all: { from: 0, to: lines.length, stride: (lines[0]?.length ?? 0) + 1 },
  };
}

/** Returns a column of the program's own texts. */
export function textColumn(values: readonly (string | null)[]): TextColumn {
  const column = new TextColumn({ write: () => false });
  column.reset(values.length);
  for (const value of values) column.append(value ?? undefined);
  return column;
}

/** Returns a column of texts from unchanged fields, each once in its dictionary. */
export function sharedTextColumn(values: readonly (string | null)[]): TextColumn {
  const column = new TextColumn({
    write: ({ bytes }, start, end, heap) => {
      heap.reserve(end - start);
      heap.bytes.set(bytes.subarray(start, end), heap.length);
      heap.length += end - start;
      return true;
    },
  });
  const lines = linesOfFields(values.map((value) => [value ?? '-']));
  column.reset(values.length);
  column.fill(lines, lines.all, 0, new Uint8Array(values.length));
  return column;
}

/** Returns a column of numbers from fields in JavaScript's number format. */
export function numberColumn(
  values: readonly (number | null)[],
  options: Partial<NumberColumnOptions> = {},
): NumberColumn {
  const column = new NumberColumn({
    notation: 'integer',
    largest: Number.MAX_VALUE,
    readOther: ({ bytes }, start, end) => Number(bytes.toString('latin1', start, end)),
    ...options,
  });
  const lines = linesOfFields(values.map((value) => [value === null ? '-' : `${value}`]));
  column.reset(values.length);
  column.fill(lines, lines.all, 0, new Uint8Array(values.length));
  return column;
}

/** Returns a column to write, from values as a reader returns them. */
export function parquetColumn(name: string, type: ParquetType, values: readonly Value[]): ParquetColumn {
  if (type === 'string') return { name, type, column: sharedTextColumn(values as (string | null)[]) };
  return {
    name,
    type,
    column: numberColumn(values.map((value) => (value === null ? null : Number(value)))),
  };
}
