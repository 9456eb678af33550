import { existsSync, globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rawPrefix } from '../../../core/lake/keys.ts';
import { UsageError } from '../../../terminal/usageError.ts';

/** A Parquet file and its version. */
export interface LakeFile {
  readonly path: string;
  /** Changes when the file is rewritten. */
  readonly version: string;
}

/**
 * Returns the folder that contains the requests' Parquet files: `raw` of a lake, or the folder itself.
 *
 * @throws UsageError if the folder doesn't exist
 */
export function requestsFolder(folder: string, option = '--lake'): string {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) {
    throw new UsageError(
      `${option}: expected a folder with Parquet files, got ${stats === undefined ? 'no folder' : 'the file'} '${folder}'`,
    );
  }
  const raw = join(folder, rawPrefix);
  return resolve(existsSync(raw) ? raw : folder);
}

/**
 * Number of the latest known files to check again at each listing. A file is rewritten soon after it was
 * written, or never.
 */
const watchedFiles = 200;

/**
 * Lists the Parquet files of a folder and its subfolders, the latest partition first.
 *
 * @param known versions of known files by path, in the order in which they were found; only the latest are
 * checked again
 */
export function listFiles(folder: string, known: ReadonlyMap<string, string> = new Map()): LakeFile[] {
  const watched = new Set([...known.keys()].slice(-watchedFiles));
  return globSync('**/*.parquet', { cwd: folder })
    .sort((a, b) => (a < b ? 1 : -1))
    .flatMap((name) => {
      const path = join(folder, name);
      const version = watched.has(path) ? undefined : known.get(path);
      if (version !== undefined) return [{ path, version }];
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() ? [{ path, version: `${stats.size}-${stats.mtimeMs}` }] : [];
    });
}
