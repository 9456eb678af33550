import { BlockPool, maxInFlight, type WorkerEvents } from '../../../cli/convert/blockPool.ts';
import type { NumberedBlock } from '../../../cli/convert/blockWorker.ts';
import type { FilledBlock } from '../../../cli/convert/readBlocks.ts';
import type { TransformedBlock } from '../../../core/blockTransform.ts';
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

/** A worker that converts a block only when the test calls it. */
class HeldWorker {
  readonly blocks: NumberedBlock[] = [];
  readonly #events: WorkerEvents;

  constructor(events: WorkerEvents) {
    this.#events = events;
  }

  convert(block: NumberedBlock): void {
    this.blocks.push(block);
  }

  finishOne(): void {
    const { memory, props } = this.blocks.shift() as NumberedBlock;
    const block = { hours: [], rows: props.firstLine + 1, quarantined: 0, malformedValues: 0, blankLines: 0 };
    this.#events.onConverted({ memory, block });
  }

  async close(): Promise<void> {}
}

/** Returns a pool with such workers, and its memory and delivered blocks. */
function createPool(threads: number) {
  const workers: HeldWorker[] = [];
  const delivered: TransformedBlock[] = [];
  const memories = new Set<ArrayBufferLike>();
  const pool = new BlockPool({
    layouts: expectedLayouts(fields12),
    policy: keepAll,
    compression: 'zstd',
    threads,
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
      for (const worker of workers) if (worker.blocks.length > 0) worker.finishOne();
    }
    while (workers.some(({ blocks }) => blocks.length > 0)) {
      for (const worker of workers) if (worker.blocks.length > 0) worker.finishOne();
    }
    expect(delivered).toHaveLength(60);
  });

  it('limits how far a slow thread can lag, and delivers blocks in order', async () => {
    const { giveAll, pool, workers, delivered, given } = createPool(3);
    const [slow, fast] = await giveAll().then(() => workers);
    for (let rounds = 0; rounds < 100; rounds++) {
      while (fast.blocks.length > 0) fast.finishOne();
      await giveAll();
      expect(given() - delivered.length).toBeLessThanOrEqual(maxInFlight(3));
    }
    expect(given() - delivered.length).toBe(maxInFlight(3));

    while (slow.blocks.length > 0 || fast.blocks.length > 0) {
      for (const worker of [slow, fast]) if (worker.blocks.length > 0) worker.finishOne();
    }
    await pool.drain();
    expect(delivered).toHaveLength(given());
    const byWorkers = delivered.map(({ rows }, index) => ({ rows, index })).filter(({ rows }) => rows > 1);
    expect(byWorkers).toEqual(byWorkers.map(({ index }) => ({ rows: index + 2, index })));
    expect(byWorkers.length).toBeGreaterThan(2);
  });
});
