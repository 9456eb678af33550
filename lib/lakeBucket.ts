import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { lateMarksPrefix } from '../core/lake/compaction/lateMarks.ts';
import { quarantinePrefix, queryResultsPrefix, rawPrefix, replayedPrefix } from '../core/lake/keys.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Settings of every bucket of the pipeline: no public access, TLS only, no incomplete uploads left behind. */
export const closedBucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} as const satisfies BucketProps;

/** Where a bucket of the pipeline logs accesses: in the given bucket, below the pipeline's name. */
export function accessLogging({ brought, name }: PipelineSettings, part: string): BucketProps {
  const { accessLogs } = brought;
  return accessLogs === undefined
    ? {}
    : { serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: `${name}/${part}/` };
}

/** Lifecycle rule that removes incomplete uploads. */
export const abortUploads = { id: 'AbortUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) };

/**
 * The bucket of the lake: the one that is given, as it is, or its own. What is under `config/` never expires. It is
 * encrypted with the given key, otherwise with the account's `aws/s3` key, which asks no permission of those who may
 * read the bucket.
 */
export function makeLakeBucket(scope: Construct, id: string, settings: PipelineSettings): IBucket {
  const { lake, encryptionKey } = settings.brought;
  if (lake !== undefined) return lake;
  const bucket = new Bucket(scope, id, {
    ...closedBucket,
    ...(encryptionKey
      ? { encryption: BucketEncryption.KMS, encryptionKey }
      : { encryption: BucketEncryption.KMS_MANAGED }),
    bucketKeyEnabled: true,
    ...accessLogging(settings, 'lake'),
    lifecycleRules: [
      { id: 'ExpireRaw', prefix: rawPrefix, expiration: Duration.days(settings.lakeRetentionDays) },
      {
        id: 'ExpireQuarantine',
        prefix: quarantinePrefix,
        expiration: Duration.days(settings.quarantineRetentionDays),
      },
      {
        id: 'ExpireReplayMarks',
        prefix: replayedPrefix,
        // As long as the objects that they mark.
        expiration: Duration.days(Math.max(settings.quarantineRetentionDays, settings.failureRetentionDays)),
      },
      {
        id: 'ExpireLateMarks',
        prefix: lateMarksPrefix,
        // As long as the raw files that they are about.
        expiration: Duration.days(settings.lakeRetentionDays),
      },
      { id: 'ExpireQueryResults', prefix: queryResultsPrefix, expiration: Duration.days(7) },
      abortUploads,
    ],
    removalPolicy: removalPolicy(settings.lakeRemoval),
    autoDeleteObjects: settings.lakeRemoval === 'destroy',
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'CloudTrail data events record who reads the lake, by role and object; access logs would be a second copy that nobody queries.',
  );
  return bucket as IBucket;
}
