import { constants, gzipSync, zstdCompressSync } from 'node:zlib';

/** Compressions of the files' pages. `zstd` is faster and smaller, `gzip` is supported by every reader. */
export const compressions = ['zstd', 'gzip'] as const;
export type Compression = (typeof compressions)[number];

/** CompressionCodec of parquet.thrift. */
export const codec = { uncompressed: 0, gzip: 2, zstd: 6 } as const;

const zstdLevel1 = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Compresses bytes with level 1 of zstd or the default level of gzip. Higher levels cost more time than they save. */
export function compress(bytes: Uint8Array, compression: Compression): Uint8Array<ArrayBuffer> {
  if (compression === 'gzip') return gzipSync(bytes);
  return zstdCompressSync(bytes, {
    params: zstdLevel1,
    // If the size is known in advance, a smaller context is enough. A buffer for the entire result avoids joining
    // pieces.
    pledgedSrcSize: bytes.length,
    chunkSize: bytes.length + (bytes.length >>> 7) + 128,
  });
}
