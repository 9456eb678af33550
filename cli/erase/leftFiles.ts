import { avroText } from '../../core/erasure/avroText.ts';
import type { Subject } from '../../core/erasure/subject.ts';
import type { ObjectStore } from './objectStore.ts';
import type { ParquetRows } from './parquetRows.ts';

/**
 * Files of an Iceberg table that the table no longer has, or that describe its data, and that hold something of the
 * subject: data files of older snapshots, manifests with bounds of columns, metadata.
 *
 * @param keys files below the table's location that are no current data files
 */
export async function findLeftFiles(
  store: ObjectStore,
  keys: readonly string[],
  subject: Subject,
  parquet: ParquetRows,
): Promise<string[]> {
  const found: string[] = [];
  for (const key of keys) {
    const { body } = await store.get(key);
    if (await hasSubject(key, body, subject, parquet)) found.push(key);
  }
  return found;
}

async function hasSubject(
  key: string,
  body: Buffer,
  subject: Subject,
  parquet: ParquetRows,
): Promise<boolean> {
  // Files with positions of deleted rows have none of their values.
  if (key.endsWith('.parquet')) return (await parquet.count(body, subject)) > 0;
  if (subject.isIn === undefined) return false;
  return subject.isIn(key.endsWith('.avro') ? avroText(body) : body.toString());
}
