import { RecordBatch } from '../../core/records/recordBatch.ts';
import type { Transform, TransformResult } from '../../core/transform.ts';
import { Random } from '../../harness/random.ts';
import { readRecordSeeds } from '../corpus.ts';
import { Finding, type FuzzReport, longestTime, processorTime, residentMemory } from '../finding.ts';
import { findFault, readRows } from './checks.ts';
import { mutateRecord } from './mutateBytes.ts';
import { makePipelines, seriesLimit } from './pipelines.ts';

/** Records per batch. */
const batchRecords = 1000;

/** The Parquet files of one in this many batches are read back. */
const readBackEvery = 20;

const arrival = Date.parse('2026-11-20T13:59:59Z');

/** Options of {@link fuzzRecords}. */
export interface RecordFuzzOptions {
  readonly executions: number;
  readonly seed: number;
  /** Number of the first batch. Each batch depends only on the seed and its number. */
  readonly firstBatch: number;
  /** Called and awaited after each batch, with the number of executions so far. If it throws, the run stops. */
  readonly onProgress: (executions: number) => void | Promise<void>;
}

/**
 * Transforms mutated records, batch by batch, and checks each result.
 *
 * @throws Finding for the first problem
 */
export async function fuzzRecords(options: RecordFuzzOptions): Promise<FuzzReport> {
  const run = new RecordFuzzRun(options);
  const start = performance.now();
  const batches = Math.ceil(options.executions / batchRecords);
  for (let number = 0; number < batches; number++) {
    await run.batch(options.firstBatch + number);
    await options.onProgress((number + 1) * batchRecords);
  }
  return run.report(batches, (performance.now() - start) / 1000);
}

class RecordFuzzRun {
  readonly #seed: number;
  readonly #seeds = readRecordSeeds();
  readonly #pipelines = makePipelines();
  readonly #batch = new RecordBatch();
  readonly #series = this.#pipelines.map(() => new Set<string>());
  readonly #outcomes = { rows: 0, quarantined: 0, malformedValues: 0, metrics: 0, filesReadBack: 0 };
  #longest = 0;
  #memory = 0;

  constructor({ seed }: RecordFuzzOptions) {
    this.#seed = seed;
  }

  async batch(number: number): Promise<void> {
    try {
      this.#fill(number);
      const index = number % this.#pipelines.length;
      const result = this.#transform(this.#pipelines[index]);
      const fault = findFault(this.#batch, result) ?? this.#tooManySeries(index, result);
      if (fault !== undefined) throw new Error(fault);
      if (number % readBackEvery === 0) await this.#readBack(result);
    } catch (error) {
      const repeatedBy = `--events 0 --records ${batchRecords} --seed ${this.#seed} --first-batch ${number}`;
      throw new Finding((error as Error).message, repeatedBy, error);
    }
  }

  report(batches: number, seconds: number): FuzzReport {
    return {
      executions: batches * batchRecords,
      batches,
      outcomes: this.#outcomes,
      longest: this.#longest,
      seconds,
      memory: this.#memory,
    };
  }

  #fill(number: number): void {
    const random = new Random(this.#seed * 1_000_003 + number);
    const batch = this.#batch;
    batch.reset('shardId-000000000001');
    for (let record = 0; record < batchRecords; record++) {
      const bytes = mutateRecord(random, this.#seeds);
      batch.addBytes(bytes, `4959${String(record).padStart(52, '0')}`, arrival + record * 2);
    }
  }

  #transform(transform: Transform): TransformResult {
    const start = processorTime();
    const result = transform.transform(this.#batch, arrival);
    const time = processorTime() - start;
    this.#longest = Math.max(this.#longest, time);
    if (time > longestTime) throw new Error(`expected at most ${longestTime} ms, got ${Math.round(time)}`);
    this.#memory = Math.max(this.#memory, residentMemory());
    this.#outcomes.rows += result.health.rows;
    this.#outcomes.quarantined += result.health.quarantined;
    this.#outcomes.malformedValues += result.health.malformedValues;
    this.#outcomes.metrics += result.metrics.length;
    return result;
  }

  /** Maximum series of a pipeline over all batches: the limit, `other`, and `other` within each distribution. */
  #tooManySeries(index: number, { metrics }: TransformResult): string | undefined {
    const series = this.#series[index];
    for (const { dimensions } of metrics) {
      if (!Object.values(dimensions).includes('other')) series.add(JSON.stringify(dimensions));
    }
    return series.size > seriesLimit
      ? `expected ${seriesLimit} series, got ${[...series].join()}`
      : undefined;
  }

  async #readBack({ objects }: TransformResult): Promise<void> {
    for (const { key, body, records } of objects) {
      if (!key.startsWith('raw/')) continue;
      const rows = await readRows(body);
      if (rows !== records) throw new Error(`expected ${records} rows in ${key}, got ${rows}`);
      this.#outcomes.filesReadBack++;
    }
  }
}
