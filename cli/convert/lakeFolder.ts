import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkFolder, makeFolder } from '../../terminal/makeFolder.ts';
import { reason } from '../../terminal/sentence.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** A file in the making: under its name there is nothing of it, or what was there before, until it is finished. */
export interface PartFile {
  readonly key: string;
  append(bytes: Uint8Array): void;
  /** Puts the file in place. */
  finish(): void;
  /** Removes what was written, unless the file is in place. */
  abandon(): void;
}

/** A folder that holds a lake's objects as files, each at its key. */
export class LakeFolder {
  readonly #path: string;

  /**
   * @param path the folder; it is made with its first file if there is none
   * @throws UsageError if nothing can be written there
   */
  constructor(path: string) {
    this.#path = path;
    checkOut(path);
  }

  /** Starts the file of an object. */
  start(key: string): PartFile {
    const file = join(this.#path, key);
    const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
    const write = (action: () => void) => {
      try {
        action();
      } catch (error) {
        throw new Error(`expected to write '${file}', but got: ${reason(error)}`);
      }
    };
    write(() => {
      makeFolder(dirname(file));
      rmSync(unfinished, { force: true });
    });
    return {
      key,
      append: (bytes) => write(() => appendFileSync(unfinished, bytes)),
      finish: () => write(() => renameSync(unfinished, file)),
      abandon: () => rmSync(unfinished, { force: true }),
    };
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
