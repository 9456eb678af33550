import { ByteWriter, type ColumnSource, parquetWrite } from 'hyparquet-writer';
import type { NumberColumn } from '../../core/columns/numberColumn.ts';
import type { TextColumn } from '../../core/columns/textColumn.ts';
import { findField } from '../../core/records/fields.ts';
import type { Contender } from './contender.ts';
import { hyparquetColumn, hyparquetOptions } from './hyparquetOptions.ts';
import { OurColumns } from './ourColumns.ts';

type Data = ColumnSource['data'];

/**
 * hyparquet-writer fed at its best: columns that our own way up to them makes, each text once as bytes that its
 * rows share, numbers in typed arrays.
 */
export class HyparquetColumns implements Contender {
  readonly name = 'hyparquet-writer, our columns';
  readonly without = 'metrics';
  readonly makes = 'same values';
  readonly #columns: OurColumns;

  constructor(fields: readonly string[]) {
    this.#columns = new OurColumns(fields);
  }

  run(eventJson: string): Uint8Array {
    const columnData = this.#columns.read(eventJson).map(({ field, column }): ColumnSource => {
      const source = hyparquetColumn(field);
      if (column.kind === 'number')
        return { ...source, data: numbers(column, findField(field)?.type === 'bigint') };
      // Without the hint every value is looked up in vain.
      const encoding = findField(field)?.distinct ? ({ encoding: 'PLAIN' } as const) : {};
      return { ...source, ...encoding, data: texts(column) };
    });
    const writer = new ByteWriter();
    parquetWrite({ writer, columnData, ...hyparquetOptions });
    return writer.getBytes();
  }
}

function texts(column: TextColumn): Data {
  const { codes, rows } = column;
  const entries = Array.from({ length: column.entries }, (_, code) => column.entryBytes(code));
  const data = new Array<Uint8Array | undefined>(rows);
  for (let row = 0; row < rows; row++) data[row] = entries[codes[row] as number];
  return data;
}

function numbers(column: NumberColumn, wholeNumbers: boolean): Data {
  const { codes, rows, nulls, values } = column;
  if (wholeNumbers) {
    const entries = Array.from(values.subarray(0, column.entries), BigInt);
    return Array.from({ length: rows }, (_, row) => entries[codes[row] as number]);
  }
  if (nulls > 0) return Array.from({ length: rows }, (_, row) => values[codes[row] as number]);
  const data = new Float64Array(rows);
  for (let row = 0; row < rows; row++) data[row] = values[codes[row] as number] as number;
  return data;
}
