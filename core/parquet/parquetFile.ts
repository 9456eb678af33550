import { ByteWriter } from '../columns/byteWriter.ts';
import { writeColumnChunk } from './columnChunk.ts';
import type { Compression } from './compression.ts';
import { type ThriftStruct, writeStruct } from './thrift.ts';
import { type ParquetColumn, schemaElement } from './types.ts';

export interface ParquetFileOptions {
  /** Number of rows, which every column has. */
  readonly rows: number;
  readonly compression: Compression;
  /** Name and version of the program, for the footer. */
  readonly createdBy: string;
  /** Key-value pairs of the footer. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const magic = Buffer.from('PAR1');

// Files are put together here and copied out, so that the next file can use the memory again.
const fileScratch = new ByteWriter(1 << 20);

/**
 * The bytes of a Parquet file: one row group, a dictionary where rows share values, data pages of version 1,
 * and for each column the smallest and largest value and the number of nulls.
 *
 * @throws Error where a column's number of rows is not the file's
 */
export function writeParquetFile(columns: readonly ParquetColumn[], options: ParquetFileOptions): Buffer {
  const { rows, compression } = options;
  const out = fileScratch;
  out.length = 0;
  writeBytes(out, magic);
  const chunks = columns.map((column) => {
    if (column.column.rows !== rows) {
      throw new Error(`parquet: expected ${rows} rows in column '${column.name}', got ${column.column.rows}`);
    }
    return writeColumnChunk(out, column, rows, compression);
  });
  const footerAt = out.length;
  const compressedBytes = chunks.reduce((sum, chunk) => sum + chunk.compressedBytes, 0);
  const rowGroup: ThriftStruct = [
    [
      1,
      {
        structs: chunks.map(
          ({ metadata }): ThriftStruct => [
            [2, { i64: 0 }],
            [3, { struct: metadata }],
          ],
        ),
      },
    ],
    [2, { i64: chunks.reduce((sum, chunk) => sum + chunk.uncompressedBytes, 0) }],
    [3, { i64: rows }],
    [5, { i64: magic.length }],
    [6, { i64: compressedBytes }],
  ];
  writeStruct(out, fileMetadata(columns, rowGroup, options));
  out.reserve(8);
  out.view.setInt32(out.length, out.length - footerAt, true);
  out.length += 4;
  writeBytes(out, magic);
  return Buffer.from(out.used());
}

function fileMetadata(
  columns: readonly ParquetColumn[],
  rowGroup: ThriftStruct,
  options: ParquetFileOptions,
): ThriftStruct {
  const root: ThriftStruct = [
    [4, { binary: 'schema' }],
    [5, { i32: columns.length }],
  ];
  const pairs = Object.entries(options.metadata ?? {});
  return [
    [1, { i32: 1 }],
    [2, { structs: [root, ...columns.map(({ name, type }) => schemaElement(name, type))] }],
    [3, { i64: options.rows }],
    [4, { structs: [rowGroup] }],
    [5, pairs.length === 0 ? undefined : { structs: pairs.map(keyValue) }],
    [6, { binary: options.createdBy }],
    // The order of each column is that of its type, without which readers ignore smallest and largest values.
    [7, { structs: columns.map((): ThriftStruct => [[1, { struct: [] }]]) }],
  ];
}

function keyValue([key, value]: [string, string]): ThriftStruct {
  return [
    [1, { binary: key }],
    [2, { binary: value }],
  ];
}

function writeBytes(out: ByteWriter, bytes: Uint8Array): void {
  out.reserve(bytes.length);
  out.bytes.set(bytes, out.length);
  out.length += bytes.length;
}
