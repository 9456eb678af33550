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
import { defaultBlockBytes, type FilledBlock, transferableMemory } from './readBlocks.ts';

const newline = 0x0a;

/** Maximum number of blocks in a worker: one in conversion, and one waiting. */
const blocksOfWorker = 2;

/** Maximum number of blocks that are given to a pool and not yet delivered. It limits how far a slow thread can lag. */
export function maxInFlight(threads: number): number {
  return 2 * threads + 2;
}

/** Options of `BlockPool`. */
export interface BlockPoolOptions extends BlockTransformSettings {
  /** Number of threads that convert, including the main thread. */
  readonly threads: number;
  /** Bytes of lines that are converted together. Default: `defaultBlockBytes`. */
  readonly blockBytes?: number;
  /** Called with each converted block, in the order of the input. */
  readonly onConverted: (block: TransformedBlock) => void;
  /** Starts a worker. Default: a thread that runs `blockWorker.ts`. */
  readonly startWorker?: (data: BlockWorkerData, events: WorkerEvents) => PoolWorker;
}

/** Events of a worker. */
export interface WorkerEvents {
  /** A block is converted. A worker reports its blocks in the order in which it received them. */
  readonly onConverted: (converted: ConvertedBlock) => void;
  readonly onError: (error: Error) => void;
}

/** A thread that converts blocks. */
export interface PoolWorker {
  convert(block: NumberedBlock): void;
  close(): Promise<unknown>;
}

/**
 * Converts blocks on several threads. The main thread also converts if all workers are busy. Memory is bounded: the pool
 * allocates memory for one block more than there are threads, and holds at most `maxInFlight` blocks, including
 * converted blocks that wait for an earlier block.
 */
export class BlockPool {
  readonly #options: BlockPoolOptions;
  readonly #transform: BlockTransform;
  readonly #workers: BusyWorker[] = [];
  /** Size of a block's memory in bytes. */
  readonly #blockMemory: number;
  /** Number of blocks of memory that may still be allocated. */
  #unallocated: number;
  /** Number of the first line of the next block. */
  #nextLine = 1;
  readonly #free: ArrayBufferLike[] = [];
  readonly #converted = new Map<number, TransformedBlock>();
  #given = 0;
  #delivered = 0;
  #error: Error | undefined;
  /** Resolved when a worker finishes a block or fails. */
  #wake = Promise.withResolvers<void>();

  constructor(options: BlockPoolOptions) {
    this.#options = options;
    this.#transform = new BlockTransform(options);
    this.#blockMemory = (options.blockBytes ?? defaultBlockBytes) + padding;
    this.#unallocated = options.threads + 1;
  }

  /** Waits for free memory for a block. The memory returns to the pool when the block is converted. */
  async takeMemory(): Promise<ArrayBufferLike> {
    for (;;) {
      this.#throwError();
      const memory = this.#given - this.#delivered < maxInFlight(this.#options.threads) && this.#findMemory();
      if (memory) return memory;
      await this.#wake.promise;
    }
  }

  /** Line number at which the next block starts. */
  get nextLine(): number {
    return this.#nextLine;
  }

  /** Starts a new text: the next block starts at line 1. */
  startText(): void {
    this.#nextLine = 1;
  }

  /** Converts a block on this thread or on a worker. Workers are started when a text has more than one block. */
  async convert({ memory, props, isLast }: FilledBlock): Promise<void> {
    this.#throwError();
    const index = this.#given++;
    if (!isLast && this.#workers.length === 0) this.#startWorkers();
    const block = { memory, props: { ...props, firstLine: this.#nextLine } };
    const worker = this.#leastBusyWorker();
    if (worker !== undefined) {
      this.#nextLine += countLineFeeds(memory, props.byteLength);
      worker.indexes.push(index);
      worker.worker.convert(block);
      return;
    }
    const converted = this.#transform.transform(new TextBlock(memory, block.props));
    this.#nextLine += converted.rows + converted.quarantined + converted.blankLines;
    this.#receive(index, { memory, block: converted });
    // Handle the workers' messages before the next block is read.
    await setImmediate();
  }

  /** Waits until all given blocks are converted. */
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

  #findMemory(): ArrayBufferLike | undefined {
    const free = this.#free.pop();
    if (free !== undefined || this.#unallocated === 0) return free;
    this.#unallocated--;
    // V8 starts a garbage collection in a worker that receives much memory, unless the memory is shared.
    return new SharedArrayBuffer(this.#blockMemory);
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

  /** Returns the least busy worker that can accept a block. A busy worker accepts one only if there is memory to read on. */
  #leastBusyWorker(): BusyWorker | undefined {
    const [leastBusy] = this.#workers.toSorted((a, b) => a.indexes.length - b.indexes.length);
    const max = this.#free.length + this.#unallocated > 0 ? blocksOfWorker : 1;
    return leastBusy !== undefined && leastBusy.indexes.length < max ? leastBusy : undefined;
  }

  #receive(index: number, { memory, block }: ConvertedBlock): void {
    if (memory.byteLength === this.#blockMemory) this.#free.push(memory);
    else this.#unallocated++;
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

/** A worker and the indexes of the blocks that it converts. */
interface BusyWorker {
  readonly worker: PoolWorker;
  readonly indexes: number[];
}

function countLineFeeds(memory: ArrayBufferLike, end: number): number {
  const bytes = Buffer.from(memory, 0, end);
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** The file that a worker runs: TypeScript next to this file, or JavaScript next to the bundle that contains this file. */
const workerFile = join(import.meta.dirname, `blockWorker${extname(import.meta.filename)}`);

function startThread(workerData: BlockWorkerData, { onConverted, onError }: WorkerEvents): PoolWorker {
  const worker = new Worker(workerFile, { workerData });
  worker.on('message', onConverted);
  worker.on('error', (error) => onError(error as Error));
  return {
    convert: (block) => worker.postMessage(block, transferableMemory(block.memory)),
    close: () => worker.terminate(),
  };
}
