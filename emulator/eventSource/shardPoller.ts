import { BatchProcessor, type ProcessorContext } from './batchProcessor.ts';
import { countFitting, type EventOrigin, type EventRecord } from './kinesisEvent.ts';
import { pause } from './retries.ts';
import { ShardReader } from './shardReader.ts';

/** Pause between reads while newer records exist, in milliseconds. Kinesis allows five reads per second. */
const readInterval = 200;

/** Progress in a shard. */
export interface ShardCheckpoint {
  /** Sequence number of the last settled record; undefined if no record is settled. */
  readonly sequenceNumber?: string | undefined;
  /** Whether the shard is closed and all of its records are settled. */
  readonly ended: boolean;
}

/** Gathers the records of one shard into batches, and settles one batch at a time. */
export class ShardPoller {
  readonly #context: ProcessorContext;
  readonly #origin: EventOrigin;
  readonly #processor: BatchProcessor;
  #reader: ShardReader;
  #checkpoint: ShardCheckpoint;
  /** Records that were read but not sent yet. */
  #gathered: EventRecord[] = [];
  /** Callers that wait until no records are left. A read that began after their call resolves them. */
  #waiting: (() => void)[] = [];
  #stopped = false;

  constructor(
    context: ProcessorContext,
    origin: EventOrigin,
    checkpoint: ShardCheckpoint = { ended: false },
  ) {
    this.#context = context;
    this.#origin = origin;
    this.#processor = new BatchProcessor(context, origin);
    this.#checkpoint = checkpoint;
    this.#reader = this.#readerAfter(checkpoint.sequenceNumber);
  }

  /** Progress in the shard. It advances when a whole batch is settled. */
  get checkpoint(): ShardCheckpoint {
    return this.#checkpoint;
  }

  /** Polls until the shard ends or the signal is aborted. */
  async run(): Promise<void> {
    const { signal } = this.#context;
    try {
      while (!signal.aborted && !this.#checkpoint.ended) {
        const { batch, ended } = await this.#gather();
        if (batch.length > 0) await this.#settle(batch);
        else if (ended) this.#checkpoint = { ...this.#checkpoint, ended };
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#stopped = true;
      this.#wake();
    }
  }

  /** Resolves when a read that began after this call finds no records, or the poller has ended. */
  drained(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Reads until a batch is full, the batching window is over, or the shard has ended. */
  async #gather(): Promise<{ batch: readonly EventRecord[]; ended: boolean }> {
    const { signal, settings } = this.#context;
    let closesAt = Date.now() + settings.maximumBatchingWindowSeconds * 1000;
    let ended = false;
    while (!signal.aborted && !ended && !this.#isFull()) {
      const waiting = this.#waiting.splice(0);
      const wasEmpty = this.#gathered.length === 0;
      const page = await this.#reader.read(settings.batchSize);
      this.#gathered.push(...page.records);
      ended = page.ended;
      if (wasEmpty) closesAt = Date.now() + settings.maximumBatchingWindowSeconds * 1000;
      if (this.#gathered.length === 0 && page.caughtUp) {
        for (const resolve of waiting) resolve();
      } else {
        this.#waiting.unshift(...waiting);
      }
      const left = this.#gathered.length > 0 ? closesAt - Date.now() : Number.POSITIVE_INFINITY;
      if (page.caughtUp && (left <= 0 || this.#waiting.length > 0)) break;
      if (!ended && !this.#isFull()) {
        await pause(Math.min(page.caughtUp ? settings.pollInterval : readInterval, left), signal);
      }
    }
    const fitting = countFitting(this.#gathered, settings.batchSize);
    return { batch: this.#gathered.splice(0, fitting), ended: ended && this.#gathered.length === 0 };
  }

  #isFull(): boolean {
    const { batchSize } = this.#context.settings;
    const fitting = countFitting(this.#gathered, batchSize);
    return fitting === batchSize || fitting < this.#gathered.length;
  }

  async #settle(batch: readonly EventRecord[]): Promise<void> {
    const sequenceNumber = await this.#processor.settle(batch);
    if (sequenceNumber === undefined) return;
    this.#checkpoint = { sequenceNumber, ended: false };
    // A retry read the stream again and may have ended at another record, so the gathered records are no
    // longer the next ones.
    if (sequenceNumber !== batch[batch.length - 1].sequenceNumber) {
      this.#gathered = [];
      this.#reader = this.#readerAfter(sequenceNumber);
    }
  }

  #readerAfter(sequenceNumber: string | undefined): ShardReader {
    const place = sequenceNumber === undefined ? 'TRIM_HORIZON' : { after: sequenceNumber };
    return new ShardReader(this.#context, this.#origin, place);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
