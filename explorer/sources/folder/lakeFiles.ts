import { existsSync, globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rawPrefix } from '../../../core/lake/keys.ts';
import { UsageError } from '../../../terminal/usageError.ts';

/** A Parquet file and how it was when it was listed. */
export interface LakeFile {
  readonly path: string;
  /** Changes when the file is written again. */
  readonly version: string;
}

/**
 * The folder whose Parquet files are the requests: `raw` of a lake, or the folder itself.
 *
 * @throws UsageError if there is no such folder
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

/** Known files that are looked at again at each listing: a file is written again soon after it was, or never. */
const watchedFiles = 200;

/**
 * The Parquet files of a folder and those below it, of the latest partition first.
 *
 * @param known versions of files by path, in the order in which they were found; all but the latest are not looked at
 *   again
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
