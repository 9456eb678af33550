import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  BlockTransform,
  type BlockTransformSettings,
  type TransformedBlock,
} from '../../core/blockTransform.ts';
import { TextBlock } from '../../core/records/textBlock.ts';
import { type BlockWorkerData, blockWorkerFile, type ConvertedBlock } from './blockWorker.ts';
import { blockMemory, type FilledBlock } from './readBlocks.ts';

/** Blocks that the main thread converts by itself before it starts workers: starting them takes as long as one block. */
export const blocksAlone = 2;

/** Blocks that a worker has at most: one that it converts, and one that waits. */
const blocksOfWorker = 2;

export interface BlockPoolOptions extends BlockTransformSettings {
  /** Threads that convert, the main thread included. */
  readonly threads: number;
  /** Is called with the converted blocks, in the order in which they were given. */
  readonly onConverted: (block: TransformedBlock) => void;
}

/** Converts blocks on several threads. The main thread converts, too, if the workers have enough to do. */
export class BlockPool {
  readonly #options: BlockPoolOptions;
  readonly #transform: BlockTransform;
  readonly #workers: PoolWorker[] = [];
  /** Memories that may still be made. */
  #unmade: number;
  readonly #free: ArrayBuffer[] = [];
  readonly #converted = new Map<number, TransformedBlock>();
  #given = 0;
  #delivered = 0;
  #error: Error | undefined;
  /** Wakes up who waits for a worker to be done with something. */
  #wake = Promise.withResolvers<void>();

  constructor(options: BlockPoolOptions) {
    this.#options = options;
    this.#transform = new BlockTransform(options);
    this.#unmade = options.threads === 1 ? 1 : options.threads + 1;
  }

  /** Memory for a block. It goes back to the pool once the block is converted. */
  async takeMemory(): Promise<ArrayBuffer> {
    for (;;) {
      this.#throwError();
      const free = this.#free.pop();
      if (free !== undefined) return free;
      if (this.#unmade > 0) {
        this.#unmade--;
        return new ArrayBuffer(blockMemory);
      }
      await this.#wake.promise;
    }
  }

  /** Converts a block, or has it converted. */
  async convert(block: FilledBlock): Promise<void> {
    this.#throwError();
    const index = this.#given++;
    if (index === blocksAlone) this.#startWorkers();
    const worker = this.#idlestWorker();
    if (worker !== undefined) {
      worker.convert(index, block);
      return;
    }
    const transformed = this.#transform.transform(new TextBlock(block.memory, block.props));
    this.#receive(index, { memory: block.memory, block: transformed });
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
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  #startWorkers(): void {
    const { layouts, policy, compression, threads } = this.#options;
    for (let started = 1; started < threads; started++) {
      this.#workers.push(
        new PoolWorker(
          { convert: { layouts, policy, compression } },
          (index, converted) => this.#receive(index, converted),
          (error) => this.#fail(error),
        ),
      );
    }
  }

  /** A worker that has room for a block; one that is busy only if there is memory to go on reading. */
  #idlestWorker(): PoolWorker | undefined {
    const [idlest] = this.#workers.toSorted((a, b) => a.blocks - b.blocks);
    const most = this.#free.length + this.#unmade > 0 ? blocksOfWorker : 1;
    return idlest !== undefined && idlest.blocks < most ? idlest : undefined;
  }

  #receive(index: number, { memory, block }: ConvertedBlock): void {
    if (memory.byteLength === blockMemory) this.#free.push(memory);
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

/** A worker and the blocks that it has. */
class PoolWorker {
  readonly #worker: Worker;
  readonly #indexes: number[] = [];

  constructor(
    workerData: BlockWorkerData,
    onConverted: (index: number, converted: ConvertedBlock) => void,
    onError: (error: Error) => void,
  ) {
    this.#worker = new Worker(blockWorkerFile, { workerData });
    this.#worker.on('message', (converted: ConvertedBlock) =>
      onConverted(this.#indexes.shift() as number, converted),
    );
    this.#worker.on('error', (error) => onError(error as Error));
  }

  /** Number of blocks that it has. */
  get blocks(): number {
    return this.#indexes.length;
  }

  convert(index: number, block: FilledBlock): void {
    this.#indexes.push(index);
    this.#worker.postMessage(block, [block.memory]);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
