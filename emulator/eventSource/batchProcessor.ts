import type { FailedPiece, FailureDestination } from './failureDestination.ts';
import type { Invoke } from './invocation.ts';
import { countFitting, type EventOrigin, type EventRecord, toEvent } from './kinesisEvent.ts';
import { pause, pauseBefore } from './retries.ts';
import type { CompleteSettings } from './settings.ts';
import { type ReaderContext, type ShardPlace, ShardReader } from './shardReader.ts';

/** Context that all processors of a mapping share. */
export interface ProcessorContext extends ReaderContext {
  readonly invoke: Invoke;
  readonly settings: CompleteSettings;
  readonly destination: FailureDestination;
}

/** A part of a batch that isn't settled yet. */
interface Piece {
  readonly place: ShardPlace;
  /** Sequence number of its last record; undefined if the end is open, as in a batch that wasn't split. */
  readonly last?: string | undefined;
  /** Its records; undefined if they must be read again. */
  readonly records?: readonly EventRecord[] | undefined;
  readonly retries: number;
  readonly invocations: number;
  readonly lastInvocation?: FailedPiece['lastInvocation'];
}

/** Settles a batch: processes it, splits and retries it, or gives it up. */
export class BatchProcessor {
  readonly #context: ProcessorContext;
  readonly #origin: EventOrigin;
  #failed: FailedPiece[] = [];

  constructor(context: ProcessorContext, origin: EventOrigin) {
    this.#context = context;
    this.#origin = origin;
  }

  /**
   * Settles a batch.
   *
   * @returns the sequence number of the last settled record, which a retry can change; undefined if the
   * signal aborted the batch, in which case nothing counts as settled
   */
  async settle(batch: readonly EventRecord[]): Promise<string | undefined> {
    const pieces: Piece[] = [{ place: placeOf(batch), records: batch, retries: 0, invocations: 0 }];
    let settled = batch[batch.length - 1].sequenceNumber;
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      if (this.#context.signal.aborted) return undefined;
      const records = await this.#recordsOf(piece);
      const last = records.at(-1)?.sequenceNumber;
      if (last === undefined) continue;
      if (piece.last !== undefined && isBelow(last, piece.last)) {
        pieces.unshift({ ...piece, place: { after: last }, records: undefined });
        piece = { ...piece, last };
      }
      if (piece.last === undefined) settled = last;
      const current = await this.#dropExpired(records, piece);
      if (current.length > 0) pieces.unshift(...(await this.#try(current, piece)));
    }
    await this.#deliverFailed();
    return this.#context.signal.aborted ? undefined : settled;
  }

  /** Invokes the function with the records of a piece, and returns the pieces that aren't settled yet. */
  async #try(records: readonly EventRecord[], piece: Piece): Promise<Piece[]> {
    const { invoke, counts, signal, settings } = this.#context;
    const again: Piece = { ...piece, place: placeOf(records), records: undefined };
    let result: Awaited<ReturnType<Invoke>>;
    try {
      result = await invoke(toEvent(records));
    } catch {
      counts.FailedInvokeEventCount += records.length;
      await pause(settings.retryDelay, signal);
      return [again];
    }
    counts.InvokedEventCount += records.length;
    const { functionError, requestId } = result;
    if (functionError === undefined) return [];
    counts.FailedInvokeEventCount += records.length;
    const invocations = piece.invocations + 1;
    return this.#retry(records, { ...again, invocations, lastInvocation: { requestId, functionError } });
  }

  /** Returns the pieces to retry after a function error: two halves, the same piece, or none. */
  async #retry(records: readonly EventRecord[], piece: Piece): Promise<Piece[]> {
    const { settings, signal } = this.#context;
    if (settings.bisectBatchOnFunctionError && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      return [records.slice(0, middle), records.slice(middle)].map((half) => ({
        ...piece,
        place: placeOf(half),
        last: half[half.length - 1].sequenceNumber,
      }));
    }
    if (piece.retries === settings.maximumRetryAttempts) {
      await this.#giveUp(records, piece, 'RetryAttemptsExhausted');
      return [];
    }
    const retries = piece.retries + 1;
    await pause(pauseBefore(retries, settings.retryDelay), signal);
    return [{ ...piece, retries }];
  }

  /**
   * Returns the records of a piece: on the first try, the given ones; later, those in the stream from its
   * start on.
   */
  async #recordsOf(piece: Piece): Promise<readonly EventRecord[]> {
    if (piece.records) return piece.records;
    const { batchSize, countResent } = this.#context.settings;
    const reader = new ShardReader(this.#context, this.#origin, piece.place);
    const records: EventRecord[] = [];
    for (;;) {
      const page = await reader.read(batchSize - records.length);
      const wanted = page.records.filter(
        ({ sequenceNumber }) => !piece.last || !isBelow(piece.last, sequenceNumber),
      );
      records.push(...wanted);
      const isComplete = wanted.length < page.records.length || records.at(-1)?.sequenceNumber === piece.last;
      const fitting = countFitting(records, batchSize);
      if (isComplete || page.caughtUp || fitting === batchSize || fitting < records.length) {
        return records.slice(0, countResent ? Math.max(1, countResent(fitting)) : fitting);
      }
    }
  }

  /** Gives up records at the start that are too old, and returns the others. */
  async #dropExpired(records: readonly EventRecord[], piece: Piece): Promise<readonly EventRecord[]> {
    const { maximumRecordAgeSeconds, now } = this.#context.settings;
    if (maximumRecordAgeSeconds < 0) return records;
    const oldest = now() - maximumRecordAgeSeconds * 1000;
    const current = records.findIndex(({ arrivedAt }) => arrivedAt >= oldest);
    const expired = current === -1 ? records : records.slice(0, current);
    if (expired.length > 0) await this.#giveUp(expired, piece, 'RecordAgeExceeded');
    return records.slice(expired.length);
  }

  async #giveUp(
    records: readonly EventRecord[],
    { invocations, lastInvocation }: Piece,
    condition: FailedPiece['condition'],
  ): Promise<void> {
    this.#failed.push({ records, condition, invocations, lastInvocation });
    if (!this.#context.settings.consolidateFailures) await this.#deliverFailed();
  }

  async #deliverFailed(): Promise<void> {
    const failed = this.#failed;
    this.#failed = [];
    if (failed.length > 0) await this.#context.destination.deliver(this.#origin, failed);
  }
}

function placeOf(records: readonly EventRecord[]): ShardPlace {
  return { at: records[0].sequenceNumber };
}

/** Returns whether a sequence number is less than another. They are numbers and can differ in length. */
function isBelow(one: string, other: string): boolean {
  return BigInt(one) < BigInt(other);
}
