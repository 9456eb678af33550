import { longestLineRead } from '../../captures/readLines.ts';
import type { TextReader } from '../../captures/textReader.ts';
import { eventTimeAt } from '../../core/records/eventTime.ts';
import { padding } from '../../core/records/recordBatch.ts';
import type { TextBlockProps } from '../../core/records/textBlock.ts';

/** Default bytes of lines that are converted together: 100,000 records of 335 bytes, which become one row group. */
export const defaultBlockBytes: number = 32 * 1024 * 1024;

const newline = 0x0a;
const tab = 0x09;

/** A block of consecutive lines, in borrowed memory. */
export interface FilledBlock {
  readonly memory: ArrayBufferLike;
  readonly props: Omit<TextBlockProps, 'firstLine'>;
  /** Whether this is the last block of its text. */
  readonly isLast: boolean;
}

/** Returns memory as a list to transfer to another thread: the memory for a long line, which isn't shared. */
export function transferableMemory(memory: ArrayBufferLike): ArrayBuffer[] {
  return memory instanceof SharedArrayBuffer ? [] : [memory];
}

/** A line is longer than `longestLineRead`. It is the first line of the next block. */
export class LongLineError extends Error {}

/** A source of lines. */
export interface BlockSource {
  readonly id: string;
  /** Arrival time of the lines before the first line with a readable timestamp, in epoch milliseconds. */
  readonly firstArrival: number;
  /** Whether the first field of a line is `timestamp`. */
  readonly hasTimestamps: boolean;
  /** Opens the text. */
  open(): Promise<TextReader>;
}

/**
 * Splits a text into blocks of lines. Every block is filled and then cut after its last line feed, so the same text
 * always results in the same blocks, even if it is read in other chunks. For a line that is longer than a block, larger
 * memory is allocated.
 *
 * @param takeMemory returns memory for the next block: its maximum number of bytes, plus `padding`
 * @param onRead called whenever a part of the text has been read
 * @throws LongLineError if a line is longer than `longestLineRead`
 */
export async function* readBlocks(
  source: BlockSource,
  takeMemory: () => Promise<ArrayBufferLike>,
  onRead: () => void,
): AsyncGenerator<FilledBlock, void> {
  const describe = new BlockDescriber(source);
  let memory = await takeMemory();
  let bytes = Buffer.from(memory);
  let used = 0;
  const text = await source.open();
  try {
    for (;;) {
      const capacity = bytes.length - padding;
      const read = await text.read(bytes, used, capacity);
      if (read === 0) break;
      onRead();
      used += read;
      if (used < capacity) continue;
      const end = bytes.lastIndexOf(newline, used - 1) + 1;
      const rest = Buffer.from(bytes.subarray(end, used));
      if (end > 0) {
        yield { memory, props: describe.next(bytes, end), isLast: false };
        memory = await takeMemory();
      } else if (used > longestLineRead) throw new LongLineError();
      else memory = new ArrayBuffer(bytes.length * 2);
      bytes = Buffer.from(memory);
      used = rest.copy(bytes);
    }
  } finally {
    await text.close();
  }
  yield { memory, props: describe.next(bytes, used), isLast: true };
}

/** Yields the same blocks, and starts reading the next block before it yields one. */
export async function* readAhead(
  blocks: AsyncGenerator<FilledBlock, void>,
): AsyncGenerator<FilledBlock, void> {
  let next = blocks.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = blocks.next();
      // The error is thrown later, when the block is awaited.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await blocks.return();
  }
}

/** Adds to each block the arrival time of its lines. */
class BlockDescriber {
  readonly #source: BlockSource;
  #arrival: number;

  constructor(source: BlockSource) {
    this.#source = source;
    this.#arrival = source.firstArrival;
  }

  next(bytes: Buffer, byteLength: number): FilledBlock['props'] {
    const { id, hasTimestamps } = this.#source;
    const arrivalBefore = this.#arrival;
    if (hasTimestamps) this.#arrival = lastTime(bytes, byteLength) ?? this.#arrival;
    return { sourceId: id, byteLength, arrivalBefore, hasTimestamps };
  }
}

/** Returns the time of the last line with a readable timestamp. */
function lastTime(bytes: Buffer, end: number): number | undefined {
  const view = new DataView(bytes.buffer);
  for (let lineEnd = end; lineEnd > 0; ) {
    const start = lineEnd < 2 ? 0 : bytes.lastIndexOf(newline, lineEnd - 2) + 1;
    let fieldEnd = start;
    while (fieldEnd < lineEnd && bytes[fieldEnd] !== tab && bytes[fieldEnd] !== newline) fieldEnd++;
    const time = eventTimeAt(bytes, view, start, fieldEnd);
    if (!Number.isNaN(time)) return time;
    lineEnd = start;
  }
  return undefined;
}
