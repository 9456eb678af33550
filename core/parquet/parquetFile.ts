import { ByteWriter } from '../columns/byteWriter.ts';
import type { Compression } from './compression.ts';
import { type RowGroup, rowGroupMetadata, writeRowGroup } from './rowGroup.ts';
import { type ThriftStruct, writeStruct } from './thrift.ts';
import { type ParquetColumn, type SchemaColumn, schemaElement } from './types.ts';

export interface ParquetFileOptions {
  /** Number of rows of every column. */
  readonly rows: number;
  readonly compression: Compression;
  /** Name and version of the program, for the footer. */
  readonly createdBy: string;
  /** Key-value pairs of the footer. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The bytes with which a Parquet file begins and ends. */
export const parquetMagic: Buffer = Buffer.from('PAR1');

// Files are assembled here and then copied, so that the next file can reuse the memory.
const fileScratch = new ByteWriter(1 << 20);

/**
 * Returns the bytes of a Parquet file with one row group: a dictionary if rows share values, data pages of version 1,
 * and for each column the smallest and largest value and the number of nulls.
 *
 * @throws Error if a column has a different number of rows than the file
 */
export function writeParquetFile(columns: readonly ParquetColumn[], options: ParquetFileOptions): Buffer {
  const out = fileScratch;
  out.length = 0;
  out.append(parquetMagic);
  const rowGroup = writeRowGroup(out, columns, options.rows, options.compression);
  writeFooter(out, columns, [{ ...rowGroup, start: parquetMagic.length }], options);
  return Buffer.from(out.used());
}

/** A row group and its offset in the file. */
export interface PlacedRowGroup extends RowGroup {
  readonly start: number;
}

/** Returns the bytes of a file after its row groups. */
export function parquetFooter(
  columns: readonly SchemaColumn[],
  rowGroups: readonly PlacedRowGroup[],
  options: Pick<ParquetFileOptions, 'createdBy' | 'metadata'>,
): Buffer {
  const out = fileScratch;
  out.length = 0;
  writeFooter(out, columns, rowGroups, options);
  return Buffer.from(out.used());
}

function writeFooter(
  out: ByteWriter,
  columns: readonly SchemaColumn[],
  rowGroups: readonly PlacedRowGroup[],
  options: Pick<ParquetFileOptions, 'createdBy' | 'metadata'>,
): void {
  const footerAt = out.length;
  writeStruct(out, fileMetadata(columns, rowGroups, options));
  out.reserve(8);
  out.view.setInt32(out.length, out.length - footerAt, true);
  out.length += 4;
  out.append(parquetMagic);
}

function fileMetadata(
  columns: readonly SchemaColumn[],
  rowGroups: readonly PlacedRowGroup[],
  { createdBy, metadata = {} }: Pick<ParquetFileOptions, 'createdBy' | 'metadata'>,
): ThriftStruct {
  const root: ThriftStruct = [
    [4, { binary: 'schema' }],
    [5, { i32: columns.length }],
  ];
  const pairs = Object.entries(metadata);
  const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
  return [
    [1, { i32: 1 }],
    [2, { structs: [root, ...columns.map(({ name, type }) => schemaElement(name, type))] }],
    [3, { i64: rows }],
    [4, { structs: rowGroups.map((group) => rowGroupMetadata(group, group.start)) }],
    [5, pairs.length === 0 ? undefined : { structs: pairs.map(keyValue) }],
    [6, { binary: createdBy }],
    // The sort order of each column. Without it, readers ignore the smallest and largest values.
    [7, { structs: columns.map((): ThriftStruct => [[1, { struct: [] }]]) }],
  ];
}

function keyValue([key, value]: [string, string]): ThriftStruct {
  return [
    [1, { binary: key }],
    [2, { binary: value }],
  ];
}
