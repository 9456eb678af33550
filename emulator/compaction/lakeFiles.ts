import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CompactionCalls, StoredFile } from '../../core/lake/compaction/compactionCalls.ts';

/** The S3 calls of a compaction, on a folder that contains the objects as files. */
export class LakeFiles implements Pick<CompactionCalls, 'listFiles' | 'listFolders' | 'deleteFiles'> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async listFiles(prefix: string, max = Number.POSITIVE_INFINITY): Promise<StoredFile[]> {
    const folder = join(this.#folder, prefix);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .slice(0, max)
      .map((file) => ({ key: file.slice(this.#folder.length + 1), bytes: statSync(file).size }));
  }

  async listFolders(prefix: string): Promise<string[]> {
    const folder = join(this.#folder, prefix);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
    return (
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        // Empty folders don't exist in S3.
        .filter((entry) => readdirSync(join(folder, entry.name)).length > 0)
        .map((entry) => `${prefix}${entry.name}/`)
        .sort()
    );
  }

  async deleteFiles(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      rmSync(join(this.#folder, key), { force: true });
      this.#removeEmpty(key.slice(0, key.lastIndexOf('/')));
    }
  }

  #removeEmpty(prefix: string): void {
    const folder = join(this.#folder, prefix);
    if (prefix === '' || readdirSync(folder).length > 0) return;
    rmSync(folder, { recursive: true });
    this.#removeEmpty(prefix.slice(0, Math.max(0, prefix.lastIndexOf('/'))));
  }
}
