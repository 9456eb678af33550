import { type ByteWriter, releaseBytes } from '../columns/byteWriter.ts';
import { type Compression, codec, compress } from './compression.ts';
import type { EncodedChunk, EncodedPage } from './encodedChunk.ts';
import { type ThriftStruct, writeStruct } from './thrift.ts';
import { encoding } from './types.ts';

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

/**
 * Compresses the pages of a column chunk and appends them.
 *
 * @param groupStart offset of the row group in `out`
 */
export function writeColumnChunk(
  out: ByteWriter,
  { name, type, pages, statistics }: EncodedChunk,
  compression: Compression,
  groupStart: number,
): ColumnChunk {
  const size = pages.reduce((sum, { content }) => sum + content.length, 0);
  const used = size < smallestCompressed ? undefined : compression;
  const start = out.length;
  let dataPageStart = start;
  let uncompressedBytes = 0;
  for (const page of pages) {
    dataPageStart = out.length;
    uncompressedBytes += writePage(out, page, used);
  }
  return {
    name,
    type,
    codec: used === undefined ? codec.uncompressed : codec[used],
    compressedBytes: out.length - start,
    uncompressedBytes,
    start: start - groupStart,
    dataPageStart: dataPageStart - groupStart,
    statistics,
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

/** Appends a page with its header. Returns its uncompressed size, including the header. */
function writePage(out: ByteWriter, page: EncodedPage, compression: Compression | undefined): number {
  if (compression === undefined) return appendPage(out, page, page.content);
  const compressed = compress(page.content, compression);
  const size = appendPage(out, page, compressed);
  releaseBytes(compressed);
  return size;
}

function appendPage(out: ByteWriter, { type, content, header }: EncodedPage, stored: Uint8Array): number {
  const start = out.length;
  writeStruct(out, [[1, { i32: type }], [2, { i32: content.length }], [3, { i32: stored.length }], header]);
  const headerLength = out.length - start;
  out.append(stored);
  return headerLength + content.length;
}
