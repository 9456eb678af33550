import { findLeftFiles } from '../../../cli/erase/leftFiles.ts';
import type { ObjectStore } from '../../../cli/erase/objectStore.ts';
import { ParquetRows } from '../../../cli/erase/parquetRows.ts';
import { subjectOfTexts } from '../../../core/erasure/subject.ts';
import { lineOf } from '../../support/records.ts';
import { parquetFiles, transformLines } from '../../support/transforming.ts';

describe('findLeftFiles', () => {
  it('finds data files of older snapshots, manifests, and metadata that contain the address', async () => {
    const parquetOf = (address: string) =>
      parquetFiles(
        transformLines(['timestamp', 'c-ip'], [lineOf(['timestamp', 'c-ip'], { 'c-ip': address })]),
      )[0];
    const block = Buffer.from('\x02\x18"192.0.2.7" ');
    const avro = Buffer.concat([Buffer.from('Obj\x01\x00'), Buffer.alloc(16), block, Buffer.alloc(16)]);
    const files: Record<string, Buffer | undefined> = {
      'compacted/data/old.parquet': parquetOf('192.0.2.7'),
      'compacted/data/other.parquet': parquetOf('192.0.2.70'),
      'compacted/metadata/manifest.avro': avro,
      'compacted/metadata/1.metadata.json': Buffer.from('{"upper":"192.0.2.7"}'),
      'compacted/metadata/2.metadata.json': Buffer.from('{}'),
    };
    const store = { get: async (key: string) => ({ body: files[key] }) } as unknown as ObjectStore;
    const parquet = await ParquetRows.open();
    const found = await findLeftFiles(store, Object.keys(files), subjectOfTexts('192.0.2.7', []), parquet);
    parquet.close();
    expect(found).toEqual([
      'compacted/data/old.parquet',
      'compacted/metadata/manifest.avro',
      'compacted/metadata/1.metadata.json',
    ]);
  });
});
