import { ByteWriter, type ColumnSource, parquetWrite } from 'hyparquet-writer';
import type { NumberColumn } from '../../core/columns/numberColumn.ts';
import type { TextColumn } from '../../core/columns/textColumn.ts';
import { findField } from '../../core/fields/catalog.ts';
import type { Contender } from './contender.ts';
import { hyparquetColumn, hyparquetOptions } from './hyparquetOptions.ts';
import { OurColumns } from './ourColumns.ts';

type Data = ColumnSource['data'];

/** Maximum ratio of different values to all values for which a dictionary is smaller. */
const maxEntries = 0.95;

/**
 * hyparquet-writer with its best input: columns from this project, with each text stored once as bytes that
 * rows share, and numbers in typed arrays.
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
      // With these hints, the writer doesn't have to determine which encoding is smaller.
      const encoding =
        column.entries < maxEntries * (column.rows - column.nulls) ? 'RLE_DICTIONARY' : 'PLAIN';
      const isWhole = findField(field)?.type === 'bigint';
      const data = column.kind === 'text' ? texts(column) : numbers(column, isWhole);
      return { ...hyparquetColumn(field), encoding, data };
    });
    const writer = new ByteWriter();
    parquetWrite({ writer, columnData, ...hyparquetOptions });
    return writer.getBytes();
  }
}

function texts(column: TextColumn): Data {
  const entries = Array.from({ length: column.entries }, (_, code) => column.entryBytes(code));
  return valuesOfRows(column, entries);
}

function numbers(column: NumberColumn, wholeNumbers: boolean): Data {
  const entries = column.values.subarray(0, column.entries);
  if (wholeNumbers) return valuesOfRows(column, Array.from(entries, BigInt));
  if (column.nulls > 0) return valuesOfRows(column, entries);
  const data = new Float64Array(column.rows);
  for (let row = 0; row < data.length; row++) data[row] = entries[column.codes[row]];
  return data;
}

function valuesOfRows<T>(
  { codes, rows }: TextColumn | NumberColumn,
  entries: ArrayLike<T>,
): (T | undefined)[] {
  const values = new Array<T | undefined>(rows);
  for (let row = 0; row < rows; row++) values[row] = entries[codes[row]];
  return values;
}
