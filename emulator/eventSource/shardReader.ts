import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { EventCounts } from './eventCounts.ts';
import { type EventOrigin, type EventRecord, toEventRecord } from './kinesisEvent.ts';
import { callWithRetries } from './retries.ts';

/** A position in a shard: at a record, after a record, or at the oldest record. */
export type ShardPlace = { readonly at: string } | { readonly after: string } | 'TRIM_HORIZON';

/** Result of a read. */
export interface ShardPage {
  readonly records: readonly EventRecord[];
  /** Whether the read reached the newest record. */
  readonly caughtUp: boolean;
  /** Whether the shard is closed and has been read to its end. */
  readonly ended: boolean;
}

/** Context that all readers of a mapping share. */
export interface ReaderContext {
  readonly client: KinesisClient;
  readonly counts: EventCounts;
  readonly signal: AbortSignal;
  /** Pause before a failed call is repeated, in milliseconds. */
  readonly retryDelay: number;
}

/** Reads a shard from a position on, in pages. */
export class ShardReader {
  readonly #context: ReaderContext;
  readonly #origin: EventOrigin;
  #place: ShardPlace;
  #iterator: string | undefined;

  constructor(context: ReaderContext, origin: EventOrigin, place: ShardPlace) {
    this.#context = context;
    this.#origin = origin;
    this.#place = place;
  }

  /** Reads the next page. Repeats failed calls. */
  async read(limit: number): Promise<ShardPage> {
    const { signal, retryDelay, counts } = this.#context;
    const answer = await callWithRetries(signal, retryDelay, () => this.#getRecords(limit));
    const records = (answer.Records ?? []).map((record) => toEventRecord(record, this.#origin));
    const last = records.at(-1);
    if (last) this.#place = { after: last.sequenceNumber };
    this.#iterator = answer.NextShardIterator;
    counts.PolledEventCount += records.length;
    const ended = answer.NextShardIterator === undefined;
    return { records, ended, caughtUp: ended || answer.MillisBehindLatest === 0 };
  }

  async #getRecords(limit: number) {
    const { client } = this.#context;
    for (;;) {
      this.#iterator ??= await this.#getIterator();
      try {
        return await client.send(new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: limit }));
      } catch (error) {
        if (!(error instanceof ExpiredIteratorException)) throw error;
        this.#iterator = undefined;
      }
    }
  }

  async #getIterator(): Promise<string | undefined> {
    const { shardId, streamArn } = this.#origin;
    const answer = await this.#context.client.send(
      new GetShardIteratorCommand({
        StreamARN: streamArn,
        ShardId: shardId,
        ...toIteratorInput(this.#place),
      }),
    );
    return answer.ShardIterator;
  }
}

function toIteratorInput(place: ShardPlace) {
  if (place === 'TRIM_HORIZON') return { ShardIteratorType: 'TRIM_HORIZON' } as const;
  return 'at' in place
    ? ({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: place.at } as const)
    : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: place.after } as const);
}
