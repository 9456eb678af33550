import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type EncodedBlock,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { ByteWriter } from '../../core/columns/byteWriter.ts';
import { padding } from '../../core/records/recordBatch.ts';
import { TextBlock } from '../../core/records/textBlock.ts';
import type { BlockWorkerData } from './blockWorker.ts';
import { defaultBlockBytes, type FilledBlock } from './readBlocks.ts';
import { type ConvertedBlock, transferableOfTask, type WorkerTask } from './workerTasks.ts';

const newline = 0x0a;

/**
 * Number of blocks from which an input is large: 768 MiB. Each thread that converts compiles and optimizes the same code
 * again. Below 768 MiB, converting on one thread and only compressing on another is as fast, and needs less CPU time.
 */
const blocksOfLargeInput = 24;

/** Initial memory for the pages of a block, in bytes. A block of typical records needs 6 MB, of full ones 13 MB. */
const pagesBytes = 8 << 20;

/** Maximum number of blocks in a worker: one in progress, and one waiting. */
const blocksOfWorker = 2;

/** Maximum number of blocks that are given to a pool and not yet delivered. It limits how far a slow thread can lag. */
export function maxInFlight(threads: number): number {
  return 2 * threads + 2;
}

/** Options of `BlockPool`. */
export interface BlockPoolOptions extends BlockTransformSettings {
  /** Maximum number of threads that convert and compress, including the main thread. */
  readonly threads: number;
  /** Size of all inputs in bytes; NaN if one is a pipe. */
  readonly inputBytes: number;
  /** Bytes of lines that are converted together. Default: `defaultBlockBytes`. */
  readonly blockBytes?: number;
  /** Called with each converted block, in the order of the input. */
  readonly onConverted: (block: TransformedBlock) => void;
  /** Starts a worker. Default: a thread that runs `blockWorker.ts`. */
  readonly startWorker?: (data: BlockWorkerData, events: WorkerEvents) => PoolWorker;
}

/** Events of a worker. */
export interface WorkerEvents {
  /** A task is done. A worker reports its tasks in the order in which it received them. */
  readonly onConverted: (converted: ConvertedBlock) => void;
  readonly onError: (error: Error) => void;
}

/** A thread that converts or compresses blocks. */
export interface PoolWorker {
  run(task: WorkerTask): void;
  close(): Promise<unknown>;
}

/**
 * Converts blocks on several threads. Memory is bounded: the pool allocates memory for the text of one block more than
 * there are threads, and for the pages of `blocksOfWorker` blocks. It holds at most `maxInFlight` blocks, including
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
  #isPlain = true;
  readonly #free: ArrayBufferLike[] = [];
  /** Memory of encoded pages, by the index of the block that a worker compresses, and memory that is free. */
  readonly #usedPages = new Map<number, ByteWriter>();
  readonly #freePages: ByteWriter[] = [];
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

  /**
   * Starts a new text: the next block starts at line 1.
   *
   * @param isPlain whether reading costs this thread almost nothing
   */
  startText(isPlain: boolean): void {
    this.#nextLine = 1;
    this.#isPlain = isPlain;
  }

  /**
   * Converts a block. Workers are started when a text has more than one block: all of them if the input is large,
   * otherwise one. If the input is large, the main thread converts a block if all workers are busy. Otherwise, the main
   * thread converts plain text, and the worker compresses it; of other text, the worker converts all blocks.
   */
  async convert({ memory, props, isLast }: FilledBlock): Promise<void> {
    this.#throwError();
    const index = this.#given++;
    const isLarge = this.#isLarge();
    const otherThreads = this.#options.threads - 1;
    if (!isLast) this.#startWorkers(isLarge ? otherThreads : Math.min(otherThreads, 1));
    const worker = await this.#findWorker(isLarge);
    const text = { memory, props: { ...props, firstLine: this.#nextLine } };
    if (worker !== undefined) {
      this.#nextLine += countLineFeeds(memory, props.byteLength);
      worker.run(index, { text });
      return;
    }
    const compressor = isLarge ? undefined : this.#workers[0];
    if (compressor !== undefined) await this.#waitUntil(() => compressor.indexes.length < blocksOfWorker);
    this.#convertHere(index, new TextBlock(memory, text.props), compressor);
    this.#release(memory);
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

  #isLarge(): boolean {
    const { inputBytes, blockBytes = defaultBlockBytes } = this.#options;
    return this.#given >= blocksOfLargeInput || inputBytes >= blocksOfLargeInput * blockBytes;
  }

  /** Returns the worker that converts the next block; undefined if this thread converts it. */
  async #findWorker(isLarge: boolean): Promise<BusyWorker | undefined> {
    if (isLarge) return this.#leastBusyWorker();
    if (this.#isPlain || this.#workers.length === 0) return undefined;
    await this.#waitUntil(() => this.#leastBusyWorker() !== undefined);
    return this.#leastBusyWorker();
  }

  /** Converts a block on this thread. If there is a worker for it, the worker compresses the block. */
  #convertHere(index: number, text: TextBlock, compressor: BusyWorker | undefined): void {
    if (compressor === undefined) {
      const block = this.#transform.transform(text);
      this.#countLines(block);
      this.#deliver(index, block);
    } else {
      const pages = this.#freePages.pop() ?? new ByteWriter(pagesBytes, true);
      const encoded = this.#transform.encode(text, pages);
      this.#countLines(encoded);
      this.#usedPages.set(index, pages);
      compressor.run(index, { encoded });
    }
  }

  #countLines({ rows, quarantined, blankLines }: TransformedBlock | EncodedBlock): void {
    this.#nextLine += rows + quarantined + blankLines;
  }

  #startWorkers(count: number): void {
    const { layouts, policy, compression, startWorker = startThread } = this.#options;
    const data = { convert: { layouts, policy, compression } };
    while (this.#workers.length < count) {
      const indexes: number[] = [];
      const worker = startWorker(data, {
        onConverted: ({ memory, block }) => {
          const index = indexes.shift() as number;
          if (memory !== undefined) this.#release(memory);
          this.#releasePages(index);
          this.#deliver(index, block);
        },
        onError: (error) => this.#fail(error),
      });
      this.#workers.push(new BusyWorker(worker, indexes));
    }
  }

  /** Returns the least busy worker that can accept a block. A busy worker accepts one only if there is memory to read on. */
  #leastBusyWorker(): BusyWorker | undefined {
    const [leastBusy] = this.#workers.toSorted((a, b) => a.indexes.length - b.indexes.length);
    const max = this.#free.length + this.#unallocated > 0 ? blocksOfWorker : 1;
    return leastBusy !== undefined && leastBusy.indexes.length < max ? leastBusy : undefined;
  }

  /** Makes the memory of a block available again. */
  #release(memory: ArrayBufferLike): void {
    if (memory.byteLength === this.#blockMemory) this.#free.push(memory);
    else this.#unallocated++;
    this.#wakeUp();
  }

  #releasePages(index: number): void {
    const pages = this.#usedPages.get(index);
    if (pages === undefined) return;
    this.#usedPages.delete(index);
    this.#freePages.push(pages);
  }

  /** Delivers converted blocks in the order of the input. */
  #deliver(index: number, block: TransformedBlock): void {
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

  /** Waits until a condition holds that results of workers can change. */
  async #waitUntil(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await this.#wake.promise;
      this.#throwError();
    }
  }

  #wakeUp(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}

/** A worker and the indexes of its blocks. */
class BusyWorker {
  readonly indexes: number[];
  readonly worker: PoolWorker;

  constructor(worker: PoolWorker, indexes: number[]) {
    this.worker = worker;
    this.indexes = indexes;
  }

  run(index: number, task: WorkerTask): void {
    this.indexes.push(index);
    this.worker.run(task);
  }
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
    run: (task) => worker.postMessage(task, transferableOfTask(task)),
    close: () => worker.terminate(),
  };
}
