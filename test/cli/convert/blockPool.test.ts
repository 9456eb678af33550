import { BlockPool, maxInFlight, type WorkerEvents } from '../../../cli/convert/blockPool.ts';
import type { FilledBlock } from '../../../cli/convert/readBlocks.ts';
import type { WorkerTask } from '../../../cli/convert/workerTasks.ts';
import { compressBlock, type TransformedBlock } from '../../../core/blockTransform.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fields12 } from '../../support/fieldLists.ts';
import { lineOf } from '../../support/records.ts';
import { keepAll } from '../../support/transforming.ts';

/** Small, because tests create many blocks. */
const blockBytes = 1_000;
const line = Buffer.from(`${lineOf(fields12)}\n`);

/** Returns a block of one line. */
function fill(memory: ArrayBufferLike): FilledBlock {
  line.copy(Buffer.from(memory));
  const props = { sourceId: 'source', byteLength: line.length, arrivalBefore: 0, hasTimestamps: true };
  return { memory, props, isLast: false };
}

/** A worker that runs a task only when the test calls it. */
class HeldWorker {
  readonly tasks: WorkerTask[] = [];
  readonly #events: WorkerEvents;

  constructor(events: WorkerEvents) {
    this.#events = events;
  }

  run(task: WorkerTask): void {
    this.tasks.push(task);
  }

  finishOne(): void {
    const task = this.tasks.shift() as WorkerTask;
    if ('encoded' in task) {
      this.#events.onConverted({ block: compressBlock(task.encoded, 'zstd') });
      return;
    }
    const { memory, props } = task.text;
    const block = { hours: [], rows: props.firstLine + 1, quarantined: 0, malformedValues: 0, blankLines: 0 };
    this.#events.onConverted({ memory, block });
  }

  async close(): Promise<void> {}
}

/** Returns a pool with such workers, and its memory and delivered blocks. By default, its input is large. */
function createPool(threads: number, inputBytes = Number.POSITIVE_INFINITY) {
  const workers: HeldWorker[] = [];
  const delivered: TransformedBlock[] = [];
  const memories = new Set<ArrayBufferLike>();
  const pool = new BlockPool({
    layouts: expectedLayouts(fields12),
    policy: keepAll,
    compression: 'zstd',
    threads,
    inputBytes,
    blockBytes,
    onConverted: (block) => delivered.push(block),
    startWorker: (_data, events) => {
      const worker = new HeldWorker(events);
      workers.push(worker);
      return worker;
    },
  });
  let given = 0;
  let nextMemory: Promise<ArrayBufferLike> | undefined;
  return {
    pool,
    workers,
    delivered,
    memories,
    /** Adds blocks until no memory is free. */
    async giveAll(max = 1_000): Promise<void> {
      while (given < max) {
        nextMemory ??= pool.takeMemory();
        const memory = await Promise.race([nextMemory, settled()]);
        if (memory === undefined) break;
        nextMemory = undefined;
        memories.add(memory);
        given++;
        await pool.convert(fill(memory));
      }
    },
    given: () => given,
  };
}

/** Resolves when all pending callbacks have run. */
async function settled(): Promise<undefined> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the pool of blocks', () => {
  it('converts any number of blocks on one thread, each immediately', async () => {
    const { giveAll, memories, delivered, workers } = createPool(1);
    await giveAll(50);
    expect(memories.size).toBe(1);
    expect([delivered.length, workers.length]).toEqual([50, 0]);
  });

  it('starts workers if a text has more than one block', async () => {
    const { pool, workers } = createPool(3);
    await pool.convert({ ...fill(await pool.takeMemory()), isLast: true });
    expect(workers).toHaveLength(0);
    await pool.convert(fill(await pool.takeMemory()));
    expect(workers).toHaveLength(2);
  });

  it.each([2, 3, 8])('allocates memory for one block more than it has threads: %i', async (threads) => {
    const { giveAll, memories, workers, delivered, given } = createPool(threads);
    while (given() < 60) {
      await giveAll(60);
      expect(memories.size).toBeLessThanOrEqual(threads + 1);
      for (const worker of workers) if (worker.tasks.length > 0) worker.finishOne();
    }
    while (workers.some(({ tasks }) => tasks.length > 0)) {
      for (const worker of workers) if (worker.tasks.length > 0) worker.finishOne();
    }
    expect(delivered).toHaveLength(60);
  });

  it('limits how far a slow thread can lag, and delivers blocks in order', async () => {
    const { giveAll, pool, workers, delivered, given } = createPool(3);
    const [slow, fast] = await giveAll().then(() => workers);
    for (let rounds = 0; rounds < 100; rounds++) {
      while (fast.tasks.length > 0) fast.finishOne();
      await giveAll();
      expect(given() - delivered.length).toBeLessThanOrEqual(maxInFlight(3));
    }
    expect(given() - delivered.length).toBe(maxInFlight(3));

    while (slow.tasks.length > 0 || fast.tasks.length > 0) {
      for (const worker of [slow, fast]) if (worker.tasks.length > 0) worker.finishOne();
    }
    await pool.drain();
    expect(delivered).toHaveLength(given());
    const byWorkers = delivered.map(({ rows }, index) => ({ rows, index })).filter(({ rows }) => rows > 1);
    expect(byWorkers).toEqual(byWorkers.map(({ index }) => ({ rows: index + 2, index })));
    expect(byWorkers.length).toBeGreaterThan(2);
  });

  it('converts a small input on one thread, and compresses the blocks on another', async () => {
    const { giveAll, pool, workers, delivered, memories } = createPool(8, 10 * blockBytes);
    const given = giveAll(4);
    for (let rounds = 0; rounds < 10; rounds++) await settled();
    expect(workers.map(({ tasks }) => tasks.map((task) => Object.keys(task)))).toEqual([
      [['encoded'], ['encoded']],
    ]);
    expect([memories.size, delivered.length]).toEqual([1, 0]);

    while (delivered.length < 4) {
      await settled();
      workers[0].finishOne();
    }
    await given;
    await pool.drain();
    const alone = createPool(1);
    await alone.giveAll(4);
    expect(delivered).toEqual(alone.delivered);
  });

  it('converts small text that this thread has to decompress on one other thread', async () => {
    const { giveAll, pool, workers, delivered, memories } = createPool(3, 10 * blockBytes);
    pool.startText(false);
    const given = giveAll(9);
    while (delivered.length < 9) {
      await settled();
      workers[0].finishOne();
    }
    await given;
    expect(workers).toHaveLength(1);
    expect(delivered.map(({ rows }) => rows)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(memories.size).toBeLessThanOrEqual(4);
  });

  it('converts on all threads when an input turns out to be large', async () => {
    const { giveAll, workers } = createPool(3, 10 * blockBytes);
    for (let given = 1; given < 24; given++) {
      await giveAll(given);
      workers[0].finishOne();
    }
    expect(workers).toHaveLength(1);
    await giveAll(26);
    expect(workers.map(({ tasks }) => tasks.every((task) => 'text' in task))).toEqual([true, true]);
  });
});
