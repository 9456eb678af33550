import { zstdDecompressSync } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/** An uncompressed page of a Parquet file. */
export interface Page {
  readonly bytes: Uint8Array;
  /** Whether the file compresses it. */
  readonly compressed: boolean;
}

/** Returns the pages of a Parquet file, in order. */
export function readPages(file: Uint8Array): Page[] {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const chunks = parquetMetadata(buffer).row_groups.flatMap(({ columns }) => columns);
  return chunks.flatMap(({ meta_data: chunk }) => {
    if (chunk === undefined) throw new Error('expected the metadata of a column chunk, got none');
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    const end = start + Number(chunk.total_compressed_size);
    const reader = { view: new DataView(buffer), offset: start };
    const pages: Page[] = [];
    while (reader.offset < end) {
      const { compressed_page_size: size } = parquetHeader(reader);
      const content = new Uint8Array(buffer, reader.offset, size);
      const compressed = chunk.codec === 'ZSTD';
      pages.push({ bytes: compressed ? zstdDecompressSync(content) : content, compressed });
      reader.offset += size;
    }
    return pages;
  });
}
