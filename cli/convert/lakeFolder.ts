import { appendFile, appendFileSync, closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorReason } from '../../terminal/errorSentence.ts';
import { checkFolder, makeFolder } from '../../terminal/makeFolder.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** A file that is being written. Until it is finished, no file has its name, or the previous file still has it. */
export interface PartFile {
  readonly key: string;
  append(bytes: Uint8Array): void;
  /** Appends bytes while this thread does other work. Wait for the result before the next call for this file. */
  appendInBackground(bytes: Uint8Array): Promise<void>;
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
    const writeError = (error: unknown) =>
      new Error(`expected to write '${file}', but got: ${errorReason(error)}`);
    const write = (action: () => void) => {
      try {
        action();
      } catch (error) {
        throw writeError(error);
      }
    };
    write(() => {
      makeFolder(dirname(file));
      rmSync(unfinished, { force: true });
    });
    return {
      key,
      append: (bytes) => write(() => appendFileSync(unfinished, bytes)),
      appendInBackground: async (bytes) => {
        await appendInBackground(unfinished, bytes).catch((error: unknown) => {
          throw writeError(error);
        });
      },
      finish: () => write(() => renameSync(unfinished, file)),
      abandon: () => rmSync(unfinished, { force: true }),
    };
  }
}

async function appendInBackground(file: string, bytes: Uint8Array): Promise<void> {
  // Opening the file is fast. It isn't kept open, because a lake can have many hours.
  const descriptor = openSync(file, 'a');
  try {
    await promisify(appendFile)(descriptor, bytes);
  } finally {
    closeSync(descriptor);
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
