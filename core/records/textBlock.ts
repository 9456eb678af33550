import { type Batch, type FoundLines, lineFault } from './batch.ts';
import { eventTimeAt } from './eventTime.ts';
import { padding } from './recordBatch.ts';

/** Number of digits of a line's number, so that names sort like lines. */
const lineDigits = 12;

const space = 0x20;

/** A block of neighboring lines of a file, without its memory. Plain data, which one thread can send to another. */
export interface TextBlockProps {
  /** ID of the source, used in place of a shard's name. */
  readonly sourceId: string;
  /** Size of the text, in bytes. The text contains complete lines. The last line may have no newline. */
  readonly byteLength: number;
  /** Number of the first line in its file, from 1. */
  readonly firstLine: number;
  /** Arrival time of the lines before the first line with a readable timestamp, epoch milliseconds. */
  readonly arrivalBefore: number;
  /** Whether the first field of a line is `timestamp`. */
  readonly hasTimestamps: boolean;
}

/**
 * A block of neighboring lines of a file. Each line that isn't blank is a record, whose arrival time is its
 * timestamp.
 */
export class TextBlock implements Batch {
  readonly shardId: string;
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly byteLength: number;
  readonly ends = undefined;
  /** Number of records found. */
  count = 0;
  blankLines = 0;
  /** Arrival of each line found. */
  arrivals: Float64Array = new Float64Array(4096);
  readonly #props: TextBlockProps;
  /** Arrival of the line found last. */
  #arrival: number;

  /** @param memory contains the text, and at least 16 more bytes */
  constructor(memory: ArrayBufferLike, props: TextBlockProps) {
    if (memory.byteLength < props.byteLength + padding)
      throw new Error(`expected ${props.byteLength + padding} bytes of memory, got ${memory.byteLength}`);
    this.bytes = Buffer.from(memory);
    this.view = new DataView(memory);
    this.shardId = props.sourceId;
    this.byteLength = props.byteLength;
    this.#props = props;
    this.#arrival = props.arrivalBefore;
  }

  sequenceNumber(record: number): string {
    return String(this.#props.firstLine + record).padStart(lineDigits, '0');
  }

  noteLine({ bounds, first, faults, fieldCounts }: FoundLines, line: number): void {
    const start = bounds[first[line]] + 1;
    const end = bounds[first[line] + 1];
    if (fieldCounts[line] === 1 && isBlank(this.bytes, start, end)) {
      faults[line] = lineFault.blank;
      this.blankLines++;
    } else {
      this.count++;
      if (this.#props.hasTimestamps) {
        const time = eventTimeAt(this.bytes, this.view, start, end);
        if (!Number.isNaN(time)) this.#arrival = time;
      }
    }
    if (line === this.arrivals.length) this.#growArrivals();
    this.arrivals[line] = this.#arrival;
  }

  #growArrivals(): void {
    const arrivals = new Float64Array(this.arrivals.length * 2);
    arrivals.set(this.arrivals);
    this.arrivals = arrivals;
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== space) return false;
  return true;
}
