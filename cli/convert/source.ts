import type { Layout } from '../../core/layouts/layout.ts';
import { reason } from '../../terminal/sentence.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { decompressed } from './decompressed.ts';
import { eventTimeReader } from './eventTime.ts';
import { findFirstRecord } from './firstRecord.ts';
import type { Input } from './input.ts';
import { readLines } from './readLines.ts';
import { sourceId } from './sourceId.ts';

/** First lines of which at least one must be a record. */
const sampleLines = 1_000;

/** Bytes of lines beyond which a sample ends. */
const sampleBytes = 16 * 1024 * 1024;

/** An input that holds records. */
export interface Source {
  readonly input: Input;
  /** What stands in the place of a shard's name, see `sourceId`. */
  readonly id: string;
  /** Arrival of the lines before the first whose timestamp can be read, milliseconds since 1970. */
  readonly firstArrival: number;
  /** All lines, in groups, as `readLines` gives them. */
  lines(): AsyncIterable<Buffer[]>;
}

/**
 * Makes sure that an input holds records, by its first lines.
 *
 * @returns the source, or undefined where the input is empty
 * @throws UsageError where it cannot be read, or where none of its first lines is a record of a layout
 */
export async function openSource(input: Input, layouts: readonly Layout[]): Promise<Source | undefined> {
  const groups = linesOf(input);
  const sample = await takeSample(groups);
  if (!input.once) await groups.return(undefined);
  if (sample.length === 0) return undefined;
  const first = findFirstRecord(sample.slice(0, sampleLines), layouts);
  if ('reason' in first) {
    throw new UsageError(
      `expected records of the fields that --fields names, got none in the first ${count(sample)} of '${input.name}': ${first.reason}`,
    );
  }
  return {
    input,
    id: sourceId(input.name, first.line),
    firstArrival: eventTimeReader(layouts)(first.line) ?? input.modified,
    lines: () => (input.once ? chain(sample, groups) : linesOf(input)),
  };
}

async function* linesOf(input: Input): AsyncGenerator<Buffer[], void> {
  try {
    yield* readLines(decompressed(input.open()));
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new UsageError(`expected a file that can be read, got '${input.name}': ${reason(error)}`);
  }
}

async function takeSample(groups: AsyncGenerator<Buffer[], void>): Promise<Buffer[]> {
  const sample: Buffer[] = [];
  let bytes = 0;
  while (sample.length < sampleLines && bytes < sampleBytes) {
    const { value, done } = await groups.next();
    if (done) break;
    sample.push(...value);
    bytes += value.reduce((sum, line) => sum + line.length, 0);
  }
  return sample;
}

async function* chain(sample: Buffer[], rest: AsyncIterable<Buffer[]>): AsyncGenerator<Buffer[]> {
  yield sample;
  yield* rest;
}

function isAbort(error: unknown): boolean {
  return (error as Partial<Error>).name === 'AbortError';
}

function count({ length }: readonly Buffer[]): string {
  return length === 1 ? 'line' : `${Math.min(length, sampleLines).toLocaleString('en-US')} lines`;
}
