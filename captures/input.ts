import { createReadStream, fstatSync, globSync, type ReadStream, type Stats, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { errorReason } from '../terminal/errorSentence.ts';
import { UsageError } from '../terminal/usageError.ts';

/** Argument that stands for standard input. */
export const standardInput = '-';

const standardInputDescriptor = 0;
const chunkBytes = 1 << 20;

/** An input to read records from: a file, a pipe, or standard input. */
export interface Input {
  /** Name as given on the command line. */
  readonly name: string;
  /** Size in bytes; undefined if it isn't known in advance. */
  readonly size: number | undefined;
  /** Time of the last change, in epoch milliseconds. */
  readonly modified: number;
  /** Whether it can only be read once. */
  readonly once: boolean;
  /** Opens the stored bytes. */
  open(): AsyncIterable<Buffer>;
  /** Number of bytes read since it was last opened. */
  bytesRead(): number;
}

/**
 * Finds inputs: files, standard input, and the files in folders, sorted by path. In folders, hidden files and
 * field lists (`fields.txt`, `NAME.fields.txt`) are skipped.
 *
 * @param names paths, or `-` for standard input
 * @param signal stops reading
 * @throws UsageError if a file doesn't exist, or a folder contains no files
 */
export function findInputs(names: readonly string[], signal: AbortSignal): Input[] {
  return names.flatMap((name) => {
    const stats = findStats(name);
    if (!stats.isDirectory()) return [inputOf(name, stats, signal)];
    const files = filesIn(name);
    if (files.length === 0)
      throw new UsageError(`expected files of records, but the folder '${name}' contains none`);
    return files.map((file) => inputOf(file, findStats(file), signal));
  });
}

function filesIn(folder: string): string[] {
  return globSync('**/*', { cwd: folder })
    .filter((path) => !path.split(sep).some((part) => part.startsWith('.')))
    .filter((path) => !/(^|\.)fields\.txt$/.test(basename(path)))
    .map((path) => join(folder, path))
    .filter((file) => findStats(file).isFile())
    .sort();
}

function inputOf(name: string, stats: Stats, signal: AbortSignal): Input {
  const isStandardInput = name === standardInput;
  let stream: ReadStream | NodeJS.ReadStream | undefined;
  return {
    name,
    size: stats.isFile() ? stats.size : undefined,
    modified: stats.mtimeMs,
    once: isStandardInput || !stats.isFile(),
    open: () => {
      stream = isStandardInput ? process.stdin : createReadStream(name, { highWaterMark: chunkBytes });
      return addAbortSignal(signal, stream);
    },
    bytesRead: () => stream?.bytesRead ?? 0,
  };
}

function findStats(name: string): Stats {
  try {
    return name === standardInput ? fstatSync(standardInputDescriptor) : statSync(name);
  } catch (error) {
    throw new UsageError(`expected a file that can be read, got '${name}': ${errorReason(error)}`);
  }
}
