import type { ByteWriter } from '../columns/byteWriter.ts';
import { type ColumnChunk, columnMetadata, writeColumnChunk } from './columnChunk.ts';
import type { Compression } from './compression.ts';
import type { ThriftStruct } from './thrift.ts';
import type { ParquetColumn } from './types.ts';

/** The footer's entry for a row group. Plain data, which one thread can send to another. */
export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
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
