import { createReadStream, fstatSync, type ReadStream, type Stats, statSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { reason } from '../../terminal/sentence.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Name by which standard input is given. */
export const standardInput = '-';

const standardInputDescriptor = 0;
const chunkBytes = 1 << 20;

/** Something to read records from: a file, a pipe, standard input. */
export interface Input {
  /** Its name as it was given. */
  readonly name: string;
  /** Its size in bytes, undefined where nobody knows before the end. */
  readonly size: number | undefined;
  /** When it was last changed, milliseconds since 1970. */
  readonly modified: number;
  /** Whether it can be read once only. */
  readonly once: boolean;
  /** Its bytes as they lie there. */
  open(): AsyncIterable<Buffer>;
  /** How many of its bytes have been read since it was opened last. */
  bytesRead(): number;
}

/**
 * Finds an input.
 *
 * @param name path of a file, or `-` for standard input
 * @param signal ends the reading
 * @throws UsageError where there is none, or where it is a directory
 */
export function findInput(name: string, signal: AbortSignal): Input {
  const stats = findStats(name);
  if (stats.isDirectory()) throw new UsageError(`expected a file of records, got the directory '${name}'`);
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
    throw new UsageError(`expected a file that can be read, got '${name}': ${reason(error)}`);
  }
}
