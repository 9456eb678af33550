import { startWith, takeBeginning } from './beginning.ts';
import { decodedText } from './decodedText.ts';
import { decompressed } from './decompressed.ts';
import { splitJoined } from './joinedRecords.ts';
import { jsonRecords } from './jsonRecords.ts';
import { refuseForeignForm } from './likeness.ts';
import { readLines } from './readLines.ts';

/** Number of bytes that decide the form of a capture. */
const beginningBytes = 64 * 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;
const tab = 0x09;

const noBytes = Buffer.alloc(0);

/**
 * The records of a capture, one a line, whatever form people have it in: plain, gzip or Zstandard; UTF-8 with or
 * without a byte order mark, or UTF-16; lines that end in LF or CR LF; JSON of `aws kinesis get-records`; lines of
 * base64; records joined without line feeds. A blank line is an empty buffer, so that lines keep their numbers.
 *
 * @param fieldCounts numbers of fields that a record can have
 * @throws Error that says what the capture looks like, if it is something else
 */
export async function* captureLines(
  chunks: AsyncIterable<Buffer>,
  fieldCounts: readonly number[],
): AsyncGenerator<Buffer[], void> {
  const text = decodedText(decompressed(chunks))[Symbol.asyncIterator]();
  try {
    const beginning = await takeBeginning(text, beginningBytes);
    refuseForeignForm(beginning);
    const whole = startWith(beginning, text);
    const lines = (source: AsyncIterable<Buffer>) => cleanLines(readLines(source));
    const first = beginning.toString('latin1').trimStart();
    if (/^(\{\s*"|\[\s*[[{\]])/.test(first)) yield* lines(jsonRecords(whole));
    else if (isBase64Line(firstLine(first))) yield* lines(base64Records(lines(whole)));
    else yield* parted(lines(whole), fieldCounts, firstLine(first));
  } finally {
    void text.return?.(undefined);
  }
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** Whether a line is a record in base64: a record has tabs, which base64 hasn't. */
function isBase64Line(line: string): boolean {
  if (line.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(line)) return false;
  return Buffer.from(line, 'base64').includes(tab);
}

async function* base64Records(groups: AsyncIterable<Buffer[]>): AsyncGenerator<Buffer> {
  for await (const group of groups) {
    yield Buffer.concat(
      group.flatMap((line) => [Buffer.from(line.toString('latin1'), 'base64'), Buffer.from('\n')]),
    );
  }
}

/** Parts joined records, if the first line is such. */
async function* parted(
  groups: AsyncIterable<Buffer[]>,
  fieldCounts: readonly number[],
  first: string,
): AsyncGenerator<Buffer[]> {
  const sample = Buffer.from(first.slice(0, beginningBytes), 'latin1');
  const tabs = sample.filter((byte) => byte === tab).length;
  const most = Math.max(...fieldCounts);
  if (tabs < 2 * (most - 1)) {
    yield* groups;
    return;
  }
  for await (const group of groups) {
    yield group.flatMap((line) => {
      const bare = line.at(-1) === newline ? line.subarray(0, -1) : line;
      for (const count of fieldCounts) {
        const records = splitJoined(bare, count);
        if (records !== undefined) return records;
      }
      return [line];
    });
  }
}

/** Lines without carriage returns before line feeds; blank ones are empty. */
async function* cleanLines(groups: AsyncIterable<Buffer[]>): AsyncGenerator<Buffer[]> {
  for await (const group of groups) {
    yield group.map((line) => (isBlank(line) ? noBytes : withoutCarriageReturn(line)));
  }
}

function withoutCarriageReturn(line: Buffer): Buffer {
  const last = line.length - 1;
  if (line[last] === carriageReturn) return line.subarray(0, last);
  return line[last] === newline && line[last - 1] === carriageReturn ? line.subarray(0, last - 1) : line;
}

/** Spaces only: a record has tabs or at least one visible character. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === newline || byte === carriageReturn);
}
