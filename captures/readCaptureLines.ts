import { encodingOf } from '../terminal/textEncoding.ts';
import { prependBeginning, readBeginning } from './beginning.ts';
import { decodeText } from './decodeText.ts';
import { compressionOf, decompressStream } from './decompressed.ts';
import { splitJoined } from './joinedRecords.ts';
import { rejectOtherFormat } from './otherFormats.ts';
import { readJsonRecords } from './readJsonRecords.ts';
import { readLines } from './readLines.ts';

/** Number of bytes from which the format of a capture is detected. */
export const beginningBytes: number = 64 * 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;
const tab = 0x09;

const noBytes = Buffer.alloc(0);
const lineFeed = Buffer.from('\n');
const carriageReturnByte = Buffer.from('\r');

/**
 * Reads the records of a capture as text with one record per line. The capture can be plain, gzip, or
 * Zstandard; UTF-8 with or without a byte order mark, or UTF-16; lines that end in LF or CR LF, JSON from
 * `aws kinesis get-records`, base64 lines, or records joined without line feeds. Lines end in LF, which can
 * be missing from the last line.
 *
 * @param fieldCounts possible numbers of fields of a record
 * @throws Error if the capture has another format, with the format that it seems to have
 */
export async function* readCaptureText(
  chunks: AsyncIterable<Buffer>,
  fieldCounts: readonly number[],
): AsyncGenerator<Buffer, void> {
  const text = decodeText(decompressStream(chunks))[Symbol.asyncIterator]();
  try {
    const beginning = await readBeginning(text, beginningBytes);
    rejectOtherFormat(beginning);
    const whole = prependBeginning(beginning, text);
    const form = formOf(beginning, fieldCounts);
    if (form === 'json') yield* withoutCarriageReturns(readJsonRecords(whole));
    else if (form === 'base64') yield* withoutCarriageReturns(base64Records(cleanLines(readLines(whole))));
    else if (form === 'joined') yield* parted(cleanLines(readLines(whole)), fieldCounts);
    else yield* withoutCarriageReturns(whole);
  } finally {
    void text.return?.(undefined);
  }
}

/**
 * Returns whether a capture is stored as plain lines of text, except for carriage returns.
 *
 * @param beginning first bytes of the capture, up to `beginningBytes`
 */
export function isPlainText(beginning: Buffer, fieldCounts: readonly number[]): boolean {
  const { encoding, mark } = encodingOf(beginning);
  if (compressionOf(beginning) !== undefined || encoding !== 'utf-8' || mark > 0) return false;
  return formOf(beginning, fieldCounts) === 'lines';
}

/** Detects the format of a text from its beginning. */
function formOf(beginning: Buffer, fieldCounts: readonly number[]): 'json' | 'base64' | 'joined' | 'lines' {
  const first = beginning.toString('latin1').trimStart();
  if (/^(\{\s*"|\[\s*[[{\]])/.test(first)) return 'json';
  if (isBase64Line(firstLine(first))) return 'base64';
  return areJoined(firstLine(first), fieldCounts) ? 'joined' : 'lines';
}

/**
 * Reads the lines of a capture in groups; see {@link readCaptureText}. A blank line is an empty buffer, so that
 * line numbers remain correct.
 */
export async function* readCaptureLines(
  chunks: AsyncIterable<Buffer>,
  fieldCounts: readonly number[],
): AsyncGenerator<Buffer[], void> {
  yield* cleanLines(readLines(readCaptureText(chunks, fieldCounts)));
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}

/** Returns whether a line is a base64 record: records contain tabs, base64 doesn't. */
function isBase64Line(line: string): boolean {
  // A pattern for the whole line would need stack for each character.
  if (line.length < 8 || /[^A-Za-z0-9+/]/.test(line.replace(/={1,2}$/, ''))) return false;
  return Buffer.from(line, 'base64').includes(tab);
}

async function* base64Records(groups: AsyncIterable<Buffer[]>): AsyncGenerator<Buffer> {
  for await (const group of groups) {
    yield Buffer.concat(group.flatMap((line) => [Buffer.from(line.toString('latin1'), 'base64'), lineFeed]));
  }
}

/** Returns whether a line has as many tabs as at least two records. */
function areJoined(line: string, fieldCounts: readonly number[]): boolean {
  const tabs = line.split('\t').length - 1;
  return tabs > 0 && tabs >= 2 * (Math.max(...fieldCounts) - 1);
}

/** Splits joined records. */
async function* parted(
  groups: AsyncIterable<Buffer[]>,
  fieldCounts: readonly number[],
): AsyncGenerator<Buffer> {
  for await (const group of groups) {
    const records = group.flatMap((line) => {
      const bare = line.at(-1) === newline ? line.subarray(0, -1) : line;
      for (const count of fieldCounts) {
        const parts = splitJoined(bare, count);
        if (parts !== undefined) return parts;
      }
      return [bare];
    });
    yield Buffer.concat(records.flatMap((record) => [record, lineFeed]));
  }
}

/** Removes carriage returns before line feeds and at the end. */
async function* withoutCarriageReturns(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = false;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    const text: Buffer = held && chunk[0] !== newline ? Buffer.concat([carriageReturnByte, chunk]) : chunk;
    held = text.at(-1) === carriageReturn;
    const whole = held ? text.subarray(0, -1) : text;
    yield whole.includes(carriageReturn) ? dropCarriageReturns(whole) : whole;
  }
}

function dropCarriageReturns(text: Buffer): Buffer {
  return Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** Removes carriage returns from lines, and empties blank lines. */
export async function* cleanLines(groups: AsyncIterable<Buffer[]>): AsyncGenerator<Buffer[]> {
  for await (const group of groups) {
    yield group.map((line) => (isBlank(line) ? noBytes : withoutCarriageReturn(line)));
  }
}

function withoutCarriageReturn(line: Buffer): Buffer {
  const last = line.length - 1;
  if (line[last] === carriageReturn) return line.subarray(0, last);
  return line[last] === newline && line[last - 1] === carriageReturn ? line.subarray(0, last - 1) : line;
}

/** Returns whether a line only contains spaces. Records have tabs or at least one visible character. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === newline || byte === carriageReturn);
}
