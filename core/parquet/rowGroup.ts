import type { ByteWriter } from '../columns/byteWriter.ts';
import { type ColumnChunk, columnMetadata, writeColumnChunk } from './columnChunk.ts';
import type { Compression } from './compression.ts';
import { type EncodedChunk, encodeColumn } from './encodedChunk.ts';
import type { ThriftStruct } from './thrift.ts';
import type { ParquetColumn } from './types.ts';

/** The footer's entry for a row group. Plain data, which one thread can send to another. */
export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

/** A row group whose pages are not compressed yet. Plain data, which one thread can send to another. */
export interface EncodedRowGroup {
  readonly rows: number;
  readonly chunks: readonly EncodedChunk[];
}

/**
 * Appends a row group: the chunks of its columns, one after the other.
 *
 * @throws Error if a column has a different number of rows than the group
 */
export function writeRowGroup(
  out: ByteWriter,
  columns: readonly ParquetColumn[],
  rows: number,
  compression: Compression,
): RowGroup {
  return writeChunks(out, rows, compression, encodeColumns(columns, rows));
}

/**
 * The first step of writing a row group: encodes its columns. The result doesn't depend on them anymore.
 *
 * @param pages memory for the contents of the pages
 * @throws Error if a column has a different number of rows than the group
 */
export function encodeRowGroup(
  pages: ByteWriter,
  columns: readonly ParquetColumn[],
  rows: number,
): EncodedRowGroup {
  const copy = (content: Uint8Array) => {
    pages.append(content);
    return pages.used().subarray(pages.length - content.length);
  };
  const chunks = encodeColumns(columns, rows).map((chunk) => ({
    ...chunk,
    pages: chunk.pages.map((page) => ({ ...page, content: copy(page.content) })),
  }));
  return { rows, chunks: [...chunks] };
}

/** The second step: compresses the pages of a row group and appends them. */
export function compressRowGroup(
  out: ByteWriter,
  { rows, chunks }: EncodedRowGroup,
  compression: Compression,
): RowGroup {
  return writeChunks(out, rows, compression, chunks.values());
}

function* encodeColumns(columns: readonly ParquetColumn[], rows: number): Generator<EncodedChunk, void> {
  for (const column of columns) {
    if (column.column.rows !== rows) {
      throw new Error(`parquet: expected ${rows} rows in column '${column.name}', got ${column.column.rows}`);
    }
    yield encodeColumn(column, rows);
  }
}

function writeChunks(
  out: ByteWriter,
  rows: number,
  compression: Compression,
  encoded: IteratorObject<EncodedChunk>,
): RowGroup {
  const start = out.length;
  const chunks = encoded.map((chunk) => writeColumnChunk(out, chunk, compression, start));
  return { rows, chunks: [...chunks] };
}

/**
 * Returns the RowGroup of parquet.thrift.
 *
 * @param start offset of the group in the file
 */
export function rowGroupMetadata({ rows, chunks }: RowGroup, start: number): ThriftStruct {
  const sum = (size: 'compressedBytes' | 'uncompressedBytes') =>
    chunks.reduce((total, chunk) => total + chunk[size], 0);
  const columns = chunks.map(
    (chunk): ThriftStruct => [
      [2, { i64: 0 }],
      [3, { struct: columnMetadata(chunk, rows, start) }],
    ],
  );
  return [
    [1, { structs: columns }],
    [2, { i64: sum('uncompressedBytes') }],
    [3, { i64: rows }],
    [5, { i64: start }],
    [6, { i64: sum('compressedBytes') }],
  ];
}
