import { ByteWriter, releaseBytes } from '../columns/byteWriter.ts';
import { type Compression, codec, compress } from './compression.ts';
import { writeCodes, writeDefinitionLevels } from './levels.ts';
import { writeNumbers } from './plain.ts';
import { columnStatistics } from './statistics.ts';
import { type ThriftStruct, writeStruct } from './thrift.ts';
import { encoding, type ParquetColumn, pageType, physicalTypeOf } from './types.ts';

/** Smallest size of a column's pages to compress, in bytes. For smaller pages, compressing costs more than it saves. */
const smallestCompressed = 512;

/** The footer's entry for a column chunk. */
export interface ColumnChunk {
  readonly name: string;
  /** Number of the physical type. */
  readonly type: number;
  /** Number of the compression. */
  readonly codec: number;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
  /** Offset of its first page in the row group: the dictionary page, if there is one. */
  readonly start: number;
  /** Offset of its data page in the row group. */
  readonly dataPageStart: number;
  /** Statistics of parquet.thrift. */
  readonly statistics: ThriftStruct;
}

// Pages are assembled here before they are compressed. All chunks reuse the memory.
const dictionaryScratch = new ByteWriter(1 << 16);
const pageScratch = new ByteWriter(1 << 16);

/**
 * Appends a column chunk: its dictionary page, if rows share values, and one data page.
 *
 * @param rows number of rows of the column
 * @param groupStart offset of the row group in `out`
 */
export function writeColumnChunk(
  out: ByteWriter,
  column: ParquetColumn,
  rows: number,
  compression: Compression,
  groupStart: number,
): ColumnChunk {
  const { codes, nulls, entries } = column.column;
  const values = plainValues(column);
  const usesDictionary = entries > 0 && entries < rows - nulls;
  const page = pageScratch;
  page.length = 0;
  writeDefinitionLevels(page, codes, rows, nulls);
  if (usesDictionary) {
    writeCodes(page, codes, rows, nulls, entries);
  } else {
    page.reserve(values.length);
    page.bytes.set(values, page.length);
    page.length += values.length;
  }
  const size = page.length + (usesDictionary ? values.length : 0);
  const used = size < smallestCompressed ? undefined : compression;

  const start = out.length;
  let uncompressedBytes = 0;
  if (usesDictionary) {
    const header: ThriftStruct = [
      [1, { i32: entries }],
      [2, { i32: encoding.plain }],
    ];
    uncompressedBytes += writePage(out, pageType.dictionary, values, used, [7, { struct: header }]);
  }
  const dataPageOffset = out.length;
  const header: ThriftStruct = [
    [1, { i32: rows }],
    [2, { i32: usesDictionary ? encoding.rleDictionary : encoding.plain }],
    [3, { i32: encoding.rle }],
    [4, { i32: encoding.rle }],
  ];
  uncompressedBytes += writePage(out, pageType.data, page.used(), used, [5, { struct: header }]);

  return {
    name: column.name,
    type: physicalTypeOf(column.type),
    codec: used === undefined ? codec.uncompressed : codec[used],
    compressedBytes: out.length - start,
    uncompressedBytes,
    start: start - groupStart,
    dataPageStart: dataPageOffset - groupStart,
    statistics: columnStatistics(column),
  };
}

/**
 * Returns the ColumnMetaData of parquet.thrift.
 *
 * @param groupStart offset of the row group in the file
 */
export function columnMetadata(chunk: ColumnChunk, rows: number, groupStart: number): ThriftStruct {
  const usesDictionary = chunk.dataPageStart !== chunk.start;
  return [
    [1, { i32: chunk.type }],
    [
      2,
      {
        i32s: usesDictionary
          ? [encoding.plain, encoding.rle, encoding.rleDictionary]
          : [encoding.plain, encoding.rle],
      },
    ],
    [3, { strings: [chunk.name] }],
    [4, { i32: chunk.codec }],
    [5, { i64: rows }],
    [6, { i64: chunk.uncompressedBytes }],
    [7, { i64: chunk.compressedBytes }],
    [9, { i64: groupStart + chunk.dataPageStart }],
    [11, usesDictionary ? { i64: groupStart + chunk.start } : undefined],
    [12, { struct: chunk.statistics }],
  ];
}

/** Returns the column's distinct values in PLAIN encoding. */
function plainValues(column: ParquetColumn): Uint8Array {
  if (column.type === 'string') return column.column.heap.used();
  dictionaryScratch.length = 0;
  writeNumbers(dictionaryScratch, column.column.values, column.column.entries, column.type);
  return dictionaryScratch.used();
}

/** Appends a page with its header. Returns its uncompressed size, including the header. */
function writePage(
  out: ByteWriter,
  type: number,
  content: Uint8Array,
  compression: Compression | undefined,
  header: ThriftStruct[number],
): number {
  if (compression === undefined) return appendPage(out, type, content, content.length, header);
  const compressed = compress(content, compression);
  const size = appendPage(out, type, compressed, content.length, header);
  releaseBytes(compressed);
  return size;
}

function appendPage(
  out: ByteWriter,
  type: number,
  stored: Uint8Array,
  contentLength: number,
  header: ThriftStruct[number],
): number {
  const start = out.length;
  writeStruct(out, [[1, { i32: type }], [2, { i32: contentLength }], [3, { i32: stored.length }], header]);
  const headerLength = out.length - start;
  out.reserve(stored.length);
  out.bytes.set(stored, out.length);
  out.length += stored.length;
  return headerLength + contentLength;
}
