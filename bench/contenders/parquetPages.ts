import { zstdDecompressSync } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/** The pages of a Parquet file, uncompressed, in their order. `compressed` tells those that the file compresses. */
export function readPages(file: Uint8Array): { readonly bytes: Uint8Array; readonly compressed: boolean }[] {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const chunks = parquetMetadata(buffer).row_groups.flatMap(({ columns }) => columns);
  return chunks.flatMap(({ meta_data: chunk }) => {
    if (chunk === undefined) throw new Error('expected the metadata of a column chunk, got none');
    const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    const end = start + Number(chunk.total_compressed_size);
    const reader = { view: new DataView(buffer), offset: start };
    const pages = [];
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
