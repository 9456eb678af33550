import { closeSync, openSync, readSync } from 'node:fs';
import type { Layout } from '../core/layouts/layout.ts';
import { reason } from '../terminal/sentence.ts';
import { UsageError } from '../terminal/usageError.ts';
import { beginningBytes, captureText, cleanLines, isPlainText } from './captureLines.ts';
import { eventTimeReader } from './eventTime.ts';
import { findFirstRecord } from './firstRecord.ts';
import type { Input } from './input.ts';
import { describeLikeness } from './likeness.ts';
import { readLines } from './readLines.ts';
import { sourceId } from './sourceId.ts';
import { readChunks, readFile, type TextReader } from './textReader.ts';
import { describeFittingLists, describeWrongFields } from './wrongFields.ts';

/** How many of the first lines are checked: at least one of them must be a record. */
const sampleLines = 1_000;

/** Bytes of lines beyond which a sample ends. */
const sampleBytes = 16 * 1024 * 1024;

/** An input that holds records. */
export interface Source {
  readonly input: Input;
  /** Identifies the source, in place of a shard's name; see `sourceId`. */
  readonly id: string;
  /** Arrival of the lines before the first whose timestamp can be read, in epoch milliseconds. */
  readonly firstArrival: number;
  /** All lines as text. They end in a line feed, which the last one may lack; a blank line holds at most spaces. */
  text(): AsyncIterable<Buffer>;
  /** Opens the same text for reading into memory, without a detour if it is stored as it is. */
  open(): Promise<TextReader>;
  /** How many bytes of the input have been read since the text was opened last. */
  bytesRead(): number;
}

/**
 * Makes sure that an input holds records, by its first lines.
 *
 * @returns the source, or undefined if the input holds no line that isn't blank
 * @throws UsageError if it can't be read, if none of its first lines is a record of a layout, or if nearly all values of
 *   a field are not of its type or form
 */
export async function openSource(input: Input, layouts: readonly Layout[]): Promise<Source | undefined> {
  const fieldCounts = [...new Set(layouts.map(({ fields }) => fields.length))];
  const openText = () => textOf(input, fieldCounts);
  const text = openText();
  const { chunks, lines } = await takeSample(text);
  if (!input.once) await text.return(undefined);
  if (lines.length === 0) return undefined;
  const first = findFirstRecord(lines, layouts);
  if ('reason' in first) {
    const likeness =
      describeLikeness(lines[0] as Buffer, Math.max(...fieldCounts)) ?? describeFittingLists(lines, layouts);
    throw new UsageError(
      `expected records of the fields that --fields names, got none in the first ${count(lines)} of ` +
        `'${input.name}': ${first.reason}${likeness === undefined ? '' : `; ${likeness}`}`,
    );
  }
  const wrong = describeWrongFields(lines, layouts);
  if (wrong !== undefined)
    throw new UsageError(
      `expected records of the fields that --fields names, got others in '${input.name}': ${wrong}`,
    );
  return {
    input,
    id: sourceId(input.name, first.line),
    firstArrival: eventTimeReader(layouts)(first.line) ?? input.modified,
    ...textFor(input, isPlainFile(input, fieldCounts), () => (input.once ? chain(chunks, text) : openText())),
  };
}

/** Whether an input is a file whose text is stored as it is, neither compressed nor in another form. */
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
): Pick<Source, 'text' | 'open' | 'bytesRead'> {
  if (!isPlain) return { text, open: async () => readChunks(text()), bytesRead: () => input.bytesRead() };
  let bytesRead = 0;
  return {
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
    yield* captureText(input.open(), fieldCounts);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new UsageError(`expected a file of records, got '${input.name}': ${reason(error)}`);
  }
}

/** The first chunks of a text, and the lines in them that aren't blank. */
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
