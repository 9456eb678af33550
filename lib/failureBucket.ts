import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { failurePrefix } from '../core/aws/failureObject.ts';
import { acknowledge } from './acknowledge.ts';
import { abortUploads, accessLogging, closedBucket } from './lakeBucket.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * Creates the bucket for batches that could not be processed in time. They are stored with all their records, and can be
 * replayed. It is a separate bucket because Lambda chooses the keys and accepts no prefix. It is encrypted with a key
 * that S3 manages, so no key policy can stop Lambda from writing: a batch that can't be written here is lost.
 */
export function makeFailureBucket(
  scope: Construct,
  id: string,
  settings: PipelineSettings,
  part = 'failures',
): Bucket {
  const bucket = new Bucket(scope, id, {
    ...closedBucket,
    encryption: BucketEncryption.S3_MANAGED,
    ...accessLogging(settings, part),
    lifecycleRules: [
      { id: 'ExpireFailures', expiration: Duration.days(settings.failureRetentionDays) },
      abortUploads,
    ],
    removalPolicy: removalPolicy(settings.failureRemoval),
    autoDeleteObjects: settings.failureRemoval === 'destroy',
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'Only Lambda writes here, and a metric counts it. The content expires within weeks, before access logs would.',
  );
  return bucket;
}

/** Pattern of the keys that Lambda chooses for batches. */
export const failureKeys = `${failurePrefix}*`;

/**
 * Returns the permissions with which Lambda writes a failed batch, using the function's role. The CDK's
 * `S3OnFailureDestination` would also allow reading and deleting all objects.
 */
export function saveFailures(bucket: Bucket): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(failureKeys)] }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ];
}
