import { join } from 'node:path';
import type { Layout } from '../../../core/layouts/layout.ts';
import type { FaultHook } from '../../../emulator/endpoints/faultHook.ts';
import { Lake } from '../../../emulator/lake.ts';
import { type LocalPipeline, startLocalPipeline } from '../../../emulator/pipeline.ts';
import { distributionOfRecords } from '../distributionOfRecords.ts';
import type { MovableClock } from './movableClock.ts';
import type { Trouble } from './trouble.ts';

/** Options of a pipeline with troubles. */
export interface TroubledPipelineOptions {
  readonly clock: MovableClock;
  readonly bundleFile: string;
  readonly folder: string;
  readonly layout: Layout;
  /** Records that will be sent, from which the distribution is derived. */
  readonly records: readonly string[];
  readonly shards: number;
  /** Whether a failed batch is split. If every batch fails, splitting takes long and doesn't help. @default true */
  readonly bisects?: boolean;
}

/** Numbers of records by outcome. */
export interface RecordCounts {
  /** Rows in the lake. */
  readonly rows: number;
  /** Records in quarantine, without records that were replayed into rows. */
  readonly quarantined: number;
  /** Records of batches that were given up, including replayed ones. */
  readonly givenUp: number;
}

/** A pipeline with its own clock, whose services fail while troubles are active. */
export class TroubledPipeline {
  readonly clock: MovableClock;
  readonly pipeline: LocalPipeline;
  readonly shards: number;
  readonly #folder: string;
  /** The active troubles, with the number of calls that each made fail. */
  readonly #faulty: Map<Trouble, number>;

  private constructor(
    pipeline: LocalPipeline,
    { clock, folder, shards }: TroubledPipelineOptions,
    faulty: Map<Trouble, number>,
  ) {
    this.clock = clock;
    this.pipeline = pipeline;
    this.shards = shards;
    this.#folder = folder;
    this.#faulty = faulty;
  }

  static async start(options: TroubledPipelineOptions): Promise<TroubledPipeline> {
    const { clock, bundleFile, folder, layout, records, shards, bisects = true } = options;
    const faulty = new Map<Trouble, number>();
    const fault: FaultHook = (point) => {
      for (const [trouble, faults] of faulty) {
        const found = trouble.fault?.(point, { pipeline, clock, faults });
        if (found === undefined) continue;
        faulty.set(trouble, faults + 1);
        return found;
      }
      return undefined;
    };
    const pipeline: LocalPipeline = await startLocalPipeline({
      bundleFile,
      folder,
      layouts: [layout],
      shards,
      distribution: distributionOfRecords(records, layout.fields),
      faults: { s3: fault, kinesis: fault, cloudWatch: fault },
      now: clock.now,
      // The clock stands still, so a shard's read allowance would never refill.
      enforceLimits: 'writes',
      eventSource: {
        maximumBatchingWindowSeconds: 0,
        pollInterval: 10,
        retryDelay: 5,
        now: clock.now,
        // More retries than any trouble kills the function.
        maximumRetryAttempts: 3,
        bisectBatchOnFunctionError: bisects,
      },
    });
    const { hooks } = pipeline.endpoints;
    const notePut = hooks.onPut;
    hooks.onPut = (put) => {
      notePut?.(put);
      // Rejected records are sent again a second later.
      if (put.refused > 0) clock.advance(1_000);
    };
    return new TroubledPipeline(pipeline, options, faulty);
  }

  /** Sets the active troubles. An empty list means that everything is fixed. */
  setTroubles(troubles: readonly Trouble[]): void {
    this.#faulty.clear();
    for (const trouble of troubles) this.#faulty.set(trouble, 0);
  }

  /** Counts the records in the lake, in quarantine, and given up. */
  async count(): Promise<RecordCounts> {
    const { lakeBucket, eventSource } = this.pipeline;
    const lake = await Lake.open(join(this.#folder, lakeBucket));
    try {
      const [{ released }] = await lake.ask(
        `SELECT count(*) AS released FROM requests_raw WHERE "$path" LIKE '%.quarantine.parquet'`,
      );
      const { DroppedEventCount, OnFailureDestinationDeliveredEventCount } = eventSource.counts;
      return {
        rows: await lake.countRows(),
        quarantined: lake.countQuarantined() - Number(released),
        givenUp: DroppedEventCount + OnFailureDestinationDeliveredEventCount,
      };
    } finally {
      lake.close();
    }
  }

  stop(): Promise<void> {
    return this.pipeline.stop();
  }
}
