import { ByteWriter } from '../columns/byteWriter.ts';
import { writeCodes, writeDefinitionLevels } from './levels.ts';
import { writeNumbers } from './plain.ts';
import { columnStatistics } from './statistics.ts';
import type { ThriftStruct } from './thrift.ts';
import { encoding, type ParquetColumn, pageType, physicalTypeOf } from './types.ts';

/** A page that is not compressed yet. */
export interface EncodedPage {
  /** Number of the type. */
  readonly type: number;
  readonly content: Uint8Array;
  /** The field of the page's header that describes a page of this type. */
  readonly header: ThriftStruct[number];
}

/** A column chunk whose pages are not compressed yet. Plain data, which one thread can send to another. */
export interface EncodedChunk {
  readonly name: string;
  /** Number of the physical type. */
  readonly type: number;
  /** The dictionary page, if rows share values, and one data page. */
  readonly pages: readonly EncodedPage[];
  /** Statistics of parquet.thrift. */
  readonly statistics: ThriftStruct;
}

// Pages are assembled here. All chunks reuse the memory.
const dictionaryScratch = new ByteWriter(1 << 16);
const pageScratch = new ByteWriter(1 << 16);

/**
 * Encodes a column: its dictionary page, if rows share values, and one data page.
 *
 * @param rows number of rows of the column
 * @returns the chunk. Its pages are valid until the next column is encoded or the column changes
 */
export function encodeColumn(column: ParquetColumn, rows: number): EncodedChunk {
  const { codes, nulls, entries } = column.column;
  const values = plainValues(column);
  const usesDictionary = entries > 0 && entries < rows - nulls;
  const page = pageScratch;
  page.length = 0;
  writeDefinitionLevels(page, codes, rows, nulls);
  if (usesDictionary) writeCodes(page, codes, rows, nulls, entries);
  else page.append(values);
  const data = dataPage(page.used(), rows, usesDictionary);
  return {
    name: column.name,
    type: physicalTypeOf(column.type),
    pages: usesDictionary ? [dictionaryPage(values, entries), data] : [data],
    statistics: columnStatistics(column),
  };
}

function dictionaryPage(content: Uint8Array, entries: number): EncodedPage {
  const header: ThriftStruct = [
    [1, { i32: entries }],
    [2, { i32: encoding.plain }],
  ];
  return { type: pageType.dictionary, content, header: [7, { struct: header }] };
}

function dataPage(content: Uint8Array, rows: number, usesDictionary: boolean): EncodedPage {
  const header: ThriftStruct = [
    [1, { i32: rows }],
    [2, { i32: usesDictionary ? encoding.rleDictionary : encoding.plain }],
    [3, { i32: encoding.rle }],
    [4, { i32: encoding.rle }],
  ];
  return { type: pageType.data, content, header: [5, { struct: header }] };
}

/** Returns the column's distinct values in PLAIN encoding. */
function plainValues(column: ParquetColumn): Uint8Array {
  if (column.type === 'string') return column.column.heap.used();
  dictionaryScratch.length = 0;
  writeNumbers(dictionaryScratch, column.column.values, column.column.entries, column.type);
  return dictionaryScratch.used();
}
