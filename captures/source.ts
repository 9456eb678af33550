import { closeSync, openSync, readSync } from 'node:fs';
import type { Layout } from '../core/layouts/layout.ts';
import { errorReason } from '../terminal/errorSentence.ts';
import { UsageError } from '../terminal/usageError.ts';
import { eventTimeReader } from './eventTime.ts';
import { findFirstRecord } from './firstRecord.ts';
import type { Input } from './input.ts';
import { describeSimilarFormat } from './otherFormats.ts';
import { beginningBytes, cleanLines, isPlainText, readCaptureText } from './readCaptureLines.ts';
import { readLines } from './readLines.ts';
import { sourceId } from './sourceId.ts';
import { readChunks, readFile, type TextReader } from './textReader.ts';
import { describeFittingLists, describeWrongFields } from './wrongFields.ts';

/** Number of lines at the beginning to check. At least one must be a record. */
const sampleLines = 1_000;

/** Maximum size of a sample in bytes. */
const sampleBytes = 16 * 1024 * 1024;

/** An input that contains records. */
export interface Source {
  readonly input: Input;
  /** Identifies the source, instead of a shard's name; see `sourceId`. */
  readonly id: string;
  /** Whether it is a file with plain text, which costs this thread almost nothing to read. */
  readonly isPlain: boolean;
  /** Arrival time of lines before the first readable timestamp, in epoch milliseconds. */
  readonly firstArrival: number;
  /**
   * Opens all lines as text. Lines end in a line feed, which can be missing from the last one. Blank lines
   * can contain spaces.
   */
  text(): AsyncIterable<Buffer>;
  /**
   * Opens the same text for reading into the caller's memory, directly from the file if it is stored as plain
   * text.
   */
  open(): Promise<TextReader>;
  /** Number of bytes of the input read since the text was last opened. */
  bytesRead(): number;
}

/**
 * Checks that an input contains records, from its first lines.
 *
 * @returns the source, or undefined if all lines of the input are blank
 * @throws UsageError if it can't be read, if no layout fits any of its first lines, or if nearly
 * all values of a field don't have the field's type or form
 */
export async function openSource(input: Input, layouts: readonly Layout[]): Promise<Source | undefined> {
  const fieldCounts = [...new Set(layouts.map(({ fields }) => fields.length))];
  const openText = () => textOf(input, fieldCounts);
  const text = openText();
  const { chunks, lines } = await takeSample(text).catch((error: unknown) => {
    throw nameInput(error, input);
  });
  if (!input.once) await text.return(undefined);
  if (lines.length === 0) return undefined;
  const first = findFirstRecord(lines, layouts);
  if ('reason' in first) {
    const similarFormat =
      describeSimilarFormat(lines[0], Math.max(...fieldCounts)) ?? describeFittingLists(lines, layouts);
    throw new UsageError(
      `expected records with the fields in --fields, got none in the first ${count(lines)} of ` +
        `'${input.name}': ${first.reason}${similarFormat === undefined ? '' : `; ${similarFormat}`}`,
    );
  }
  const wrong = describeWrongFields(lines, layouts);
  if (wrong !== undefined)
    throw new UsageError(
      `expected records with the fields in --fields, got others in '${input.name}': ${wrong}`,
    );
  return {
    input,
    id: sourceId(input.name, first.line),
    firstArrival: eventTimeReader(layouts)(first.line) ?? input.modified,
    ...textFor(input, isPlainFile(input, fieldCounts), () => (input.once ? chain(chunks, text) : openText())),
  };
}

/** Returns whether an input is a file with plain text, neither compressed nor in another format. */
function isPlainFile(input: Input, fieldCounts: readonly number[]): boolean {
  if (input.once || input.size === undefined) return false;
  const beginning = Buffer.alloc(beginningBytes);
  const file = openSync(input.name, 'r');
  try {
    return isPlainText(beginning.subarray(0, readSync(file, beginning)), fieldCounts);
  } finally {
    closeSync(file);
  }
}

function textFor(
  input: Input,
  isPlain: boolean,
  text: () => AsyncIterable<Buffer>,
): Pick<Source, 'isPlain' | 'text' | 'open' | 'bytesRead'> {
  if (!isPlain)
    return { isPlain, text, open: async () => readChunks(text()), bytesRead: () => input.bytesRead() };
  let bytesRead = 0;
  return {
    isPlain,
    text,
    open: async () => {
      bytesRead = 0;
      return readFile(input.name, (bytes) => {
        bytesRead += bytes;
      });
    },
    bytesRead: () => bytesRead,
  };
}

async function* textOf(input: Input, fieldCounts: readonly number[]): AsyncGenerator<Buffer, void> {
  try {
    yield* readCaptureText(input.open(), fieldCounts);
  } catch (error) {
    throw nameInput(error, input);
  }
}

/** Returns an error that names the input, unless the error does already, or the reading was aborted. */
function nameInput(error: unknown, { name }: Input): unknown {
  if (isAbort(error) || error instanceof UsageError) return error;
  return new UsageError(`expected a file of records, got '${name}': ${errorReason(error)}`);
}

/** Returns the first chunks of a text, and the non-blank lines in them. */
async function takeSample(
  text: AsyncGenerator<Buffer, void>,
): Promise<{ readonly chunks: Buffer[]; readonly lines: Buffer[] }> {
  const chunks: Buffer[] = [];
  async function* taken() {
    for (let next = await text.next(); !next.done; next = await text.next()) {
      chunks.push(next.value);
      yield next.value;
    }
  }
  const lines: Buffer[] = [];
  let bytes = 0;
  for await (const group of cleanLines(readLines(taken()))) {
    for (const line of group) if (line.length > 0 && lines.length < sampleLines) lines.push(line);
    bytes += group.reduce((sum, line) => sum + line.length, 0);
    if (lines.length === sampleLines || bytes >= sampleBytes) break;
  }
  return { chunks, lines };
}

async function* chain(chunks: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
  yield* rest;
}

function isAbort(error: unknown): boolean {
  return (error as Partial<Error>).name === 'AbortError';
}

function count({ length }: readonly Buffer[]): string {
  return length === 1 ? 'line' : `${Math.min(length, sampleLines).toLocaleString('en-US')} lines`;
}
