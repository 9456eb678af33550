import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { LakeObject } from '../../core/lake/lakeObject.ts';
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
    checkFolder(path);
  }

  /** Writes an object. Under its name there is all of it or what was there before, whenever the program ends. */
  put({ key, body }: LakeObject): void {
    const file = join(this.#path, key);
    const folder = dirname(file);
    const unfinished = join(folder, `.${basename(file)}.${process.pid}.part`);
    try {
      if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
      writeFileSync(unfinished, body);
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw new Error(`expected to write '${file}', but got: ${reason(error)}`);
    }
  }
}

function checkFolder(path: string): void {
  try {
    const existing = nearestExisting(resolve(path));
    if (statSync(existing).isDirectory()) {
      accessSync(existing, constants.W_OK);
      return;
    }
  } catch (error) {
    throw new UsageError(`--out: expected a folder that can be written to, got '${path}': ${reason(error)}`);
  }
  throw new UsageError(`--out: expected a folder, got '${path}', which is a file or lies below one`);
}

function nearestExisting(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? nearestExisting(dirname(path)) : path;
}
