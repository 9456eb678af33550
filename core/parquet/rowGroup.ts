import type { ByteWriter } from '../columns/byteWriter.ts';
import { type ColumnChunk, columnMetadata, writeColumnChunk } from './columnChunk.ts';
import type { Compression } from './compression.ts';
import type { ThriftStruct } from './thrift.ts';
import type { ParquetColumn } from './types.ts';

/** What the footer says of a row group. Plain data, which one thread can send to another. */
export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

/**
 * Appends a row group: the chunk of each column, one behind the other.
 *
 * @throws Error if a column's number of rows is not the group's
 */
export function writeRowGroup(
  out: ByteWriter,
  columns: readonly ParquetColumn[],
  rows: number,
  compression: Compression,
): RowGroup {
  const start = out.length;
  const chunks = columns.map((column) => {
    if (column.column.rows !== rows) {
      throw new Error(`parquet: expected ${rows} rows in column '${column.name}', got ${column.column.rows}`);
    }
    return writeColumnChunk(out, column, rows, compression, start);
  });
  return { rows, chunks };
}

/**
 * RowGroup of parquet.thrift.
 *
 * @param start where the bytes of the group begin in the file
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
