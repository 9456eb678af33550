import { setTimeout } from 'node:timers/promises';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../core/lake/keys.ts';
import type { Layout } from '../core/layouts/layout.ts';
import { printLayouts } from '../core/layouts/layoutsDocument.ts';

/** Creates a stream, unless it exists, and waits until it is active. */
export async function ensureStream(kinesis: KinesisClient, name: string, shards: number): Promise<void> {
  await ignoreExisting(kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards })));
  const describe = new DescribeStreamSummaryCommand({ StreamName: name });
  for (;;) {
    const { StreamDescriptionSummary: summary } = await kinesis.send(describe);
    if (summary?.StreamStatus === 'ACTIVE') return;
    await setTimeout(1000);
  }
}

/** Creates a bucket, unless it exists. */
export async function ensureBucket(s3: S3Client, bucket: string): Promise<void> {
  await ignoreExisting(s3.send(new CreateBucketCommand({ Bucket: bucket })));
}

/** Stores the layouts in the bucket, where the consumer reads them, as a deployment does. */
export async function putLayouts(s3: S3Client, bucket: string, layouts: readonly Layout[]): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: layoutsKey, Body: printLayouts(layouts) }));
}

async function ignoreExisting(made: Promise<unknown>): Promise<void> {
  await made.catch((error: Error) => {
    if (!/^(ResourceInUseException|BucketAlreadyOwnedByYou)$/.test(error.name)) throw error;
  });
}
