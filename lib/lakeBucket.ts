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

/** Settings of every bucket of the pipeline: no public access, and TLS only. */
export const closedBucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} as const satisfies BucketProps;

/** Returns where a bucket's access logs are stored: in the bucket for access logs, if given, under the pipeline's name. */
export function accessLogging({ existing, name }: PipelineSettings, part: string): BucketProps {
  const { accessLogs } = existing;
  return accessLogs === undefined
    ? {}
    : { serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: `${name}/${part}/` };
}

/** Lifecycle rule that removes incomplete uploads. */
export const abortUploads = { id: 'AbortUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) };

/**
 * Returns the bucket of the lake: the given bucket, unchanged, or a new one. Objects under `config/` never expire. A new
 * bucket is encrypted with the given key, or else with the account's key `aws/s3`, for which readers of the bucket need
 * no further permission.
 */
export function makeLakeBucket(scope: Construct, id: string, settings: PipelineSettings): IBucket {
  const { lake, encryptionKey } = settings.existing;
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
        // At least as long as the objects that the marks refer to.
        expiration: Duration.days(Math.max(settings.quarantineRetentionDays, settings.failureRetentionDays)),
      },
      {
        id: 'ExpireLateMarks',
        prefix: lateMarksPrefix,
        // As long as the raw files that the marks refer to.
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
