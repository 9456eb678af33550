import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { padding } from '../../core/records/recordBatch.ts';
import { TextBlock } from '../../core/records/textBlock.ts';
import type { BlockWorkerData, ConvertedBlock, NumberedBlock } from './blockWorker.ts';
import { type FilledBlock, usualBlockBytes } from './readBlocks.ts';

const newline = 0x0a;

/** Blocks that a worker has at most: one that it converts, and one that waits. */
const blocksOfWorker = 2;

/** Blocks that are given to a pool and not yet delivered, at most. A slow thread lets the others get ahead only so far. */
export function mostInFlight(threads: number): number {
  return 2 * threads + 2;
}

export interface BlockPoolOptions extends BlockTransformSettings {
  /** Threads that convert, the main thread included. */
  readonly threads: number;
  /** Bytes of lines that are converted together. Default: `usualBlockBytes`. */
  readonly blockBytes?: number;
  /** Called with each converted block, in the order of the input. */
  readonly onConverted: (block: TransformedBlock) => void;
  /** Starts a worker. Default: a thread that runs `blockWorker.ts`. */
  readonly startWorker?: (data: BlockWorkerData, events: WorkerEvents) => PoolWorker;
}

/** What a worker reports. */
export interface WorkerEvents {
  /** A block is converted. A worker reports its blocks in the order in which it got them. */
  readonly onConverted: (converted: ConvertedBlock) => void;
  readonly onError: (error: Error) => void;
}

/** A thread that converts blocks. */
export interface PoolWorker {
  convert(block: NumberedBlock): void;
  close(): Promise<unknown>;
}

/**
 * Converts blocks on several threads. The main thread converts, too, if the workers have enough to do. What the pool
 * holds at once is bounded: memory for one block more than there are threads, and `mostInFlight` blocks, converted ones
 * that wait for an earlier block included.
 */
export class BlockPool {
  readonly #options: BlockPoolOptions;
  readonly #transform: BlockTransform;
  readonly #workers: BusyWorker[] = [];
  /** Bytes of memory that a block takes. */
  readonly #blockMemory: number;
  /** Number of memory blocks that may still be allocated. */
  #unmade: number;
  /** Number of the first line of the next block. */
  #nextLine = 1;
  readonly #free: ArrayBuffer[] = [];
  readonly #converted = new Map<number, TransformedBlock>();
  #given = 0;
  #delivered = 0;
  #error: Error | undefined;
  /** Resolves what waits for a worker to finish something. */
  #wake = Promise.withResolvers<void>();

  constructor(options: BlockPoolOptions) {
    this.#options = options;
    this.#transform = new BlockTransform(options);
    this.#blockMemory = (options.blockBytes ?? usualBlockBytes) + padding;
    this.#unmade = options.threads + 1;
  }

  /** Memory for a block, as soon as there is some. It goes back to the pool when the block is converted. */
  async takeMemory(): Promise<ArrayBuffer> {
    for (;;) {
      this.#throwError();
      const memory =
        this.#given - this.#delivered < mostInFlight(this.#options.threads) && this.#findMemory();
      if (memory) return memory;
      await this.#wake.promise;
    }
  }

  /** Number of the line with which the next block begins. */
  get nextLine(): number {
    return this.#nextLine;
  }

  /** Counts lines from 1 again: the next block is the first one of a text. */
  startText(): void {
    this.#nextLine = 1;
  }

  /** Converts a block on this thread or on a worker. The first block that others follow starts the workers. */
  async convert({ memory, props, isLast }: FilledBlock): Promise<void> {
    this.#throwError();
    const index = this.#given++;
    if (!isLast && this.#workers.length === 0) this.#startWorkers();
    const block = { memory, props: { ...props, firstLine: this.#nextLine } };
    const worker = this.#idlestWorker();
    if (worker !== undefined) {
      this.#nextLine += countLineFeeds(memory, props.byteLength);
      worker.indexes.push(index);
      worker.worker.convert(block);
      return;
    }
    const converted = this.#transform.transform(new TextBlock(memory, block.props));
    this.#nextLine += converted.rows + converted.quarantined + converted.blankLines;
    this.#receive(index, { memory, block: converted });
    // Lets the workers report before the next block is read.
    await setImmediate();
  }

  /** Waits until all blocks that were given are converted. */
  async drain(): Promise<void> {
    while (this.#delivered < this.#given) {
      this.#throwError();
      await this.#wake.promise;
    }
    this.#throwError();
  }

  /** Stops the workers. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map(({ worker }) => worker.close()));
  }

  #findMemory(): ArrayBuffer | undefined {
    const free = this.#free.pop();
    if (free !== undefined || this.#unmade === 0) return free;
    this.#unmade--;
    return new ArrayBuffer(this.#blockMemory);
  }

  #startWorkers(): void {
    const { layouts, policy, compression, threads, startWorker = startThread } = this.#options;
    const data = { convert: { layouts, policy, compression } };
    for (let started = 1; started < threads; started++) {
      const indexes: number[] = [];
      const worker = startWorker(data, {
        onConverted: (converted) => this.#receive(indexes.shift() as number, converted),
        onError: (error) => this.#fail(error),
      });
      this.#workers.push({ worker, indexes });
    }
  }

  /** A worker with room for a block. It is a busy one only if there is memory to continue reading. */
  #idlestWorker(): BusyWorker | undefined {
    const [idlest] = this.#workers.toSorted((a, b) => a.indexes.length - b.indexes.length);
    const most = this.#free.length + this.#unmade > 0 ? blocksOfWorker : 1;
    return idlest !== undefined && idlest.indexes.length < most ? idlest : undefined;
  }

  #receive(index: number, { memory, block }: ConvertedBlock): void {
    if (memory.byteLength === this.#blockMemory) this.#free.push(memory);
    else this.#unmade++;
    this.#converted.set(index, block);
    for (
      let next = this.#converted.get(this.#delivered);
      next !== undefined;
      next = this.#converted.get(this.#delivered)
    ) {
      this.#converted.delete(this.#delivered);
      this.#delivered++;
      try {
        this.#options.onConverted(next);
      } catch (error) {
        this.#fail(error as Error);
      }
    }
    this.#wakeUp();
  }

  #fail(error: Error): void {
    this.#error ??= error;
    this.#wakeUp();
  }

  #throwError(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  #wakeUp(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}

/** A worker and the indexes of the blocks that it has. */
interface BusyWorker {
  readonly worker: PoolWorker;
  readonly indexes: number[];
}

function countLineFeeds(memory: ArrayBuffer, end: number): number {
  const bytes = Buffer.from(memory, 0, end);
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** The file that a worker runs: TypeScript beside this file, or JavaScript beside the file that this one is built into. */
const workerFile = join(import.meta.dirname, `blockWorker${extname(import.meta.filename)}`);

function startThread(workerData: BlockWorkerData, { onConverted, onError }: WorkerEvents): PoolWorker {
  const worker = new Worker(workerFile, { workerData });
  worker.on('message', onConverted);
  worker.on('error', (error) => onError(error as Error));
  return {
    convert: (block) => worker.postMessage(block, [block.memory]),
    close: () => worker.terminate(),
  };
}
