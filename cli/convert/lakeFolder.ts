import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LakeObject } from '../../core/lake/lakeObject.ts';
import { checkFolder, makeFolder } from '../../terminal/makeFolder.ts';
import { reason } from '../../terminal/sentence.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** A folder that holds a lake's objects as files, each at its key. */
export class LakeFolder {
  readonly #path: string;
  readonly #folders = new Set<string>();

  /**
   * @param path the folder; it is made with its first object where there is none
   * @throws UsageError where nothing can be written there
   */
  constructor(path: string) {
    this.#path = path;
    checkOut(path);
  }

  /** Writes an object. Under its name there is all of it or what was there before, whenever the program ends. */
  put({ key, body }: LakeObject): void {
    const file = join(this.#path, key);
    const folder = dirname(file);
    const unfinished = join(folder, `.${basename(file)}.${process.pid}.part`);
    try {
      if (!this.#folders.has(folder)) makeFolder(folder);
      this.#folders.add(folder);
      writeFileSync(unfinished, body);
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw new Error(`expected to write '${file}', but got: ${reason(error)}`);
    }
  }
}

function checkOut(path: string): void {
  try {
    checkFolder(path);
  } catch (error) {
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() || isCode(error, 'ENOTDIR');
    if (isFile)
      throw new UsageError(`--out: expected a folder, got '${path}', which is a file or lies below one`);
    throw new UsageError(`--out: expected a folder that can be written to, got '${path}': ${reason(error)}`);
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
