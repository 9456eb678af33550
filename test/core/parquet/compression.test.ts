import { gunzipSync } from 'node:zlib';
import { compressors } from 'hyparquet-compressors';
import { type Compression, codec, compress } from '../../../core/parquet/compression.ts';
import { writeParquetFile } from '../../../core/parquet/parquetFile.ts';
import { parquetColumn } from '../../support/columns.ts';
import { askDuckDb } from '../../support/parquetReaders.ts';

const text = Buffer.from('real-time logs, '.repeat(500));

describe('compress', () => {
  it('creates a zstd frame that another decompressor reads', () => {
    const compressed = compress(text, 'zstd');
    expect(compressed.length).toBeLessThan(text.length / 10);
    expect(Buffer.from(compressors.ZSTD?.(compressed, text.length) as Uint8Array)).toEqual(text);
  });

  it('creates a gzip member', () => {
    const compressed = compress(text, 'gzip');
    expect(compressed.length).toBeLessThan(text.length / 10);
    expect(gunzipSync(compressed)).toEqual(text);
  });

  it.each<Compression>([
    'zstd',
    'gzip',
  ])('compresses no bytes to something that %s reads as no bytes', (compression) => {
    const compressed = compress(new Uint8Array(), compression);
    const decompressor = compression === 'zstd' ? compressors.ZSTD : compressors.GZIP;
    expect(decompressor?.(compressed, 0)).toHaveLength(0);
  });
});

describe('codec', () => {
  it('has the numbers of parquet.thrift', () => {
    expect(codec).toEqual({ uncompressed: 0, gzip: 2, zstd: 6 });
  });
});

describe('columns of a file', () => {
  it.each<[Compression, string]>([
    ['zstd', 'ZSTD'],
    ['gzip', 'GZIP'],
  ])('are compressed by %s if they are large, and small ones left as they are', async (compression, name) => {
    const rows = 5_000;
    const large = Array.from({ length: rows }, (_, row) => `a value like others, number ${row}`);
    const small = large.map(() => 'the same in every row');
    const file = writeParquetFile(
      [parquetColumn('large', 'string', large), parquetColumn('small', 'string', small)],
      { rows, compression, createdBy: 'test' },
    );
    const columns = await askDuckDb(
      file,
      'SELECT compression, total_compressed_size < total_uncompressed_size AS smaller FROM parquet_metadata($file)',
    );
    expect(columns).toEqual({ compression: [name, 'UNCOMPRESSED'], smaller: [true, false] });
  });
});
