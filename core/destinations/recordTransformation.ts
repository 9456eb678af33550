import { type DocumentFormatName, documentFormats } from '../json/documentFormat.ts';
import { RequestDocuments } from '../json/requestDocuments.ts';
import type { Layout } from '../layouts/layout.ts';
import { BatchReader } from '../records/batchReader.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import type { FirehoseAnswer, FirehoseRecord, TransformedRecord } from './firehoseEvent.ts';

/**
 * The largest response of a function, in bytes: 6 MB (Lambda developer guide, 'Lambda quotas', November 2026), minus
 * the envelope of the records. With a larger response, all records would be lost.
 */
export const largestAnswer = 6 * 1024 * 1024 - 1024;

/** Options for transforming records to documents. */
export interface RecordTransformationOptions {
  /** The known layouts of records. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly format: DocumentFormatName;
}

/** The response to Firehose, and the number of failed records by reason. */
export interface Transformation {
  readonly answer: FirehoseAnswer;
  /** Number of records with a line that matches no known layout. */
  readonly unreadable: number;
  /** Number of records with several lines, for a destination that accepts one document per record. */
  readonly several: number;
  /** Number of records that don't fit into the response. */
  readonly tooLarge: number;
}

/** A record's documents, or the reason why it can't be transformed. */
type Outcome = Buffer | 'unreadable' | 'several';

/**
 * Transforms the records of a Firehose event into documents. The response contains every record exactly once. No record
 * is dropped: a record that can't be transformed is marked as failed, so Firehose stores it in its error output.
 */
export class RecordTransformation {
  readonly #reader: BatchReader;
  readonly #documents: RequestDocuments;
  readonly #batch = new RecordBatch();
  /** Whether the destination accepts one document per record. Firehose then builds the bulk request itself. */
  readonly #isSingle: boolean;

  constructor({ layouts, policy, format }: RecordTransformationOptions) {
    this.#reader = new BatchReader(layouts, policy);
    this.#documents = new RequestDocuments(documentFormats[format]);
    this.#isSingle = format === 'opensearch';
  }

  /** Transforms records. Never throws because of a record's content. */
  transform(records: readonly FirehoseRecord[]): Transformation {
    const outcomes = new Map<FirehoseRecord, Outcome>();
    for (const [shardId, members] of byShard(records)) this.#transformShard(shardId, members, outcomes);
    return answer(records.map((record) => [record.recordId, outcomes.get(record) as Outcome]));
  }

  #transformShard(
    shardId: string,
    records: readonly FirehoseRecord[],
    outcomes: Map<FirehoseRecord, Outcome>,
  ): void {
    const batch = this.#batch;
    batch.reset(shardId);
    for (const { data, kinesisRecordMetadata, approximateArrivalTimestamp } of records) {
      batch.addBase64(data, kinesisRecordMetadata?.sequenceNumber ?? '', approximateArrivalTimestamp);
    }
    const read = this.#reader.readWhole(batch);
    const { bytes, ends } = this.#documents.write(read);
    const recordOf = this.#reader.lines.records;
    const failed = new Set(read.unreadable.map(({ firstLine }) => recordOf[firstLine]));
    let row = 0;
    for (const [record, given] of records.entries()) {
      const first = row;
      while (row < read.rows.length && recordOf[read.rows[row]] === record) row++;
      const start = first === 0 ? 0 : ends[first - 1];
      outcomes.set(given, this.#outcome(bytes, start, row - first, ends[row - 1], failed.has(record)));
    }
  }

  #outcome(bytes: Buffer, start: number, count: number, end: number, isFailed: boolean): Outcome {
    if (isFailed || count === 0) return 'unreadable';
    if (!this.#isSingle) return Buffer.from(bytes.subarray(start, end));
    // A newline within a bulk request would end the document.
    return count === 1 ? Buffer.from(bytes.subarray(start, end - 1)) : 'several';
  }
}

/** Groups records by shard, in their order. Firehose sends records of one shard per event, but doesn't guarantee it. */
function byShard(records: readonly FirehoseRecord[]): Map<string, FirehoseRecord[]> {
  return Map.groupBy(records, ({ kinesisRecordMetadata }) => kinesisRecordMetadata?.shardId ?? '');
}

function answer(outcomes: readonly (readonly [recordId: string, Outcome])[]): Transformation {
  let left = largestAnswer;
  for (const [recordId] of outcomes) left -= sizeOf({ recordId, result: 'ProcessingFailed' });
  const counts = { unreadable: 0, several: 0, tooLarge: 0 };
  const records = outcomes.map(([recordId, outcome]): TransformedRecord => {
    const failed = { recordId, result: 'ProcessingFailed' } as const;
    if (typeof outcome === 'string') {
      counts[outcome]++;
      return failed;
    }
    // Larger because of the document, smaller because 'ProcessingFailed' is longer than 'Ok'.
    const more = sizeOf({ recordId, result: 'Ok', data: '' }) - sizeOf(failed) + base64Length(outcome.length);
    if (more > left) {
      counts.tooLarge++;
      return failed;
    }
    left -= more;
    return { recordId, result: 'Ok', data: outcome.toString('base64') };
  });
  return { answer: { records }, ...counts };
}

/** Returns the bytes of a record in the response, including the comma after it. */
function sizeOf(record: TransformedRecord): number {
  return JSON.stringify(record).length + 1;
}

function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}
