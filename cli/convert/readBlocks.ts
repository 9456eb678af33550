import { longestLineRead } from '../../captures/readLines.ts';
import type { TextReader } from '../../captures/textReader.ts';
import { eventTimeAt } from '../../core/records/eventTime.ts';
import { padding } from '../../core/records/recordBatch.ts';
import type { TextBlockProps } from '../../core/records/textBlock.ts';

/** Bytes of lines that are converted together: 100,000 records of 335 bytes, which become one row group. */
export const usualBlockBytes: number = 32 * 1024 * 1024;

const newline = 0x0a;
const tab = 0x09;

/** A block of neighboring lines, in borrowed memory. */
export interface FilledBlock {
  readonly memory: ArrayBuffer;
  readonly props: Omit<TextBlockProps, 'firstLine'>;
  /** Whether it is the last block of its text. */
  readonly isLast: boolean;
}

/** A line is longer than `longestLineRead`. It is the first of the block that would come next. */
export class LongLineError extends Error {}

/** The source of lines, and what is known about them. */
export interface BlockSource {
  readonly id: string;
  /** Arrival of the lines before the first whose timestamp can be read, epoch milliseconds. */
  readonly firstArrival: number;
  /** Whether the first field of a line is `timestamp`. */
  readonly hasTimestamps: boolean;
  /** Opens its text. */
  open(): Promise<TextReader>;
}

/**
 * Splits a text into blocks of lines. Every block is filled, and then cut after its last line feed, so the
 * same text gives the same blocks, in whatever chunks it arrives. A line that is longer than a block gets
 * memory of its own.
 *
 * @param takeMemory lends memory for the next block: as many bytes as it may have, and `padding`
 * @param onRead is called each time that some of the text has been read
 * @throws LongLineError if a line is longer than `longestLineRead`
 */
export async function* readBlocks(
  source: BlockSource,
  takeMemory: () => Promise<ArrayBuffer>,
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

/** The same blocks, each of them given only when reading the one after it has begun. */
export async function* readAhead(
  blocks: AsyncGenerator<FilledBlock, void>,
): AsyncGenerator<FilledBlock, void> {
  let next = blocks.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = blocks.next();
      // An error is thrown when the block is awaited.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await blocks.return();
  }
}

/** Adds to each block of a source what its text doesn't say: when the lines arrived. */
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

/** The time of the last line whose timestamp can be read. */
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
