import { randomUUID } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { EventCounts } from './eventCounts.ts';
import { type EventOrigin, type EventRecord, toEvent } from './kinesisEvent.ts';

/** Records that were given up, and why. */
export interface FailedPiece {
  readonly records: readonly EventRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  /** Number of invocations with these records. */
  readonly invocations: number;
  /** Result of the last invocation; undefined if there was none. */
  readonly lastInvocation: { readonly requestId: string; readonly functionError: string } | undefined;
}

/** Options of a failure destination. */
export interface FailureDestinationOptions {
  readonly client: S3Client;
  /** Bucket of the destination; undefined if the mapping has none. */
  readonly bucket: string | undefined;
  readonly mappingId: string;
  readonly functionArn: string;
  readonly counts: EventCounts;
  /** Called when an object couldn't be put into the bucket. @default none */
  readonly onFailedDelivery?: (() => void) | undefined;
}

/** S3 destination for records that a mapping gives up. */
export class FailureDestination {
  readonly #options: FailureDestinationOptions;

  constructor(options: FailureDestinationOptions) {
    this.#options = options;
  }

  /**
   * Stores the pieces, in the order of the shard, as one object.
   *
   * If there is no destination, or the put fails, the records are dropped, as in Lambda.
   */
  async deliver(origin: EventOrigin, pieces: readonly FailedPiece[]): Promise<void> {
    const { client, bucket, mappingId, counts } = this.#options;
    const records = pieces.flatMap((piece) => piece.records);
    const now = new Date();
    try {
      if (bucket === undefined) throw new Error('The mapping has no destination.');
      const body = JSON.stringify(
        toInvocationRecord(this.#options.functionArn, origin, pieces, records, now),
      );
      const key = toObjectKey(mappingId, origin.shardId, now);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
      counts.OnFailureDestinationDeliveredEventCount += records.length;
    } catch {
      counts.DroppedEventCount += records.length;
      if (bucket !== undefined) this.#options.onFailedDelivery?.();
    }
  }
}

/**
 * Returns the object's key in Lambda's format: developer guide, "Retain discarded batch records for Kinesis",
 * 2026-11.
 */
function toObjectKey(mappingId: string, shardId: string, now: Date): string {
  const [day, time] = now.toISOString().slice(0, 19).split('T');
  const name = `${day}T${time.replaceAll(':', '.')}-${randomUUID()}`;
  return `aws/lambda/${mappingId}/${shardId}/${day.replaceAll('-', '/')}/${name}`;
}

function toInvocationRecord(
  functionArn: string,
  { shardId, streamArn }: EventOrigin,
  pieces: readonly FailedPiece[],
  records: readonly EventRecord[],
  now: Date,
): unknown {
  const { condition, invocations, lastInvocation } = pieces[pieces.length - 1];
  const [first, last] = [records[0], records[records.length - 1]];
  return {
    requestContext: {
      requestId: lastInvocation?.requestId ?? randomUUID(),
      functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    responseContext: lastInvocation
      ? { statusCode: 200, executedVersion: '$LATEST', functionError: lastInvocation.functionError }
      : null,
    version: '1.0',
    timestamp: now.toISOString(),
    KinesisBatchInfo: {
      shardId,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.arrivedAt).toISOString(),
      batchSize: records.length,
      streamArn,
    },
    payload: toEvent(records),
  };
}
