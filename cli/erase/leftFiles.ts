import { avroText } from '../../core/erasure/avroText.ts';
import type { Subject } from '../../core/erasure/subject.ts';
import type { ObjectStore } from './objectStore.ts';
import type { ParquetRows } from './parquetRows.ts';

/**
 * Finds files of an Iceberg table, other than current data files, that still contain data of the subject: data files of
 * older snapshots, manifests with column bounds, and metadata.
 *
 * @param keys files under the table's location that aren't current data files
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
  // Files with positions of deleted rows don't contain their values.
  if (key.endsWith('.parquet')) return (await parquet.count(body, subject)) > 0;
  if (subject.isIn === undefined) return false;
  return subject.isIn(key.endsWith('.avro') ? avroText(body) : body.toString());
}
