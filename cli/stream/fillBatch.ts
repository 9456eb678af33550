import type { RecordBatch } from '../../core/records/recordBatch.ts';
import type { StreamPage } from './followStream.ts';

/** Fills a batch with the records of a page, in the same form as in the consumer. */
export function fillBatch(batch: RecordBatch, { shardId, records }: StreamPage): RecordBatch {
  batch.reset(shardId);
  for (const { Data, SequenceNumber, ApproximateArrivalTimestamp } of records) {
    batch.addBytes(
      Data ?? new Uint8Array(),
      SequenceNumber ?? '',
      ApproximateArrivalTimestamp?.getTime() ?? 0,
    );
  }
  return batch;
}
