import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorReason } from '../../terminal/errorSentence.ts';
import { checkFolder, makeFolder } from '../../terminal/makeFolder.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** A file that is being written. Until it is finished, no file has its name, or the previous file still has it. */
export interface PartFile {
  readonly key: string;
  append(bytes: Uint8Array): void;
  /** Completes the file: renames it to its name. */
  finish(): void;
  /** Deletes the written data, unless the file is finished. */
  abandon(): void;
}

/** A folder that stores a lake's objects as files, with the keys as paths. */
export class LakeFolder {
  readonly #path: string;

  /**
   * @param path the folder; it is created with its first file if it doesn't exist
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
        throw new Error(`expected to write '${file}', but got: ${errorReason(error)}`);
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
      throw new UsageError(`--out: expected a folder, got '${path}', which is a file or is inside one`);
    throw new UsageError(
      `--out: expected a folder that can be written to, got '${path}': ${errorReason(error)}`,
    );
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
