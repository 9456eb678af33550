import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import type { Refused } from './receiver.ts';

/** Where rejected documents of a batch are stored. */
export interface RefusedPlace {
  readonly bucket: string;
  readonly destination: string;
  readonly shardId: string;
  /** Sequence number of the first record of the batch, so that a retry of the batch writes the same object. */
  readonly sequenceNumber: string;
}

/** Stores documents that the receiver rejected permanently in the failure bucket, one per line with the reason. */
export async function storeRefused(
  s3: S3Client,
  { bucket, destination, shardId, sequenceNumber }: RefusedPlace,
  refused: readonly Refused[],
  signal: AbortSignal,
): Promise<void> {
  if (refused.length === 0) return;
  const lines = refused.map(
    ({ document: { document, id }, reason }) =>
      `{"id":${JSON.stringify(id)},"reason":${JSON.stringify(reason)},"document":${document.toString()}}\n`,
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `${destinationPrefix(destination)}refused/${shardId}-${sequenceNumber}.ndjson.gz`,
      Body: gzipSync(lines.join('')),
      ContentType: 'application/x-ndjson',
    }),
    { abortSignal: signal },
  );
}
