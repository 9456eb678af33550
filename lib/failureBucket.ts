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
 * The bucket for batches that could not be processed in time; they are stored completely and can be replayed.
 * It is a separate bucket because Lambda chooses the keys and accepts no prefix. S3 encrypts it with its own
 * key, so no key policy can keep Lambda from writing: a batch that can't be written here is lost.
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

/** Keys that Lambda gives to batches. */
export const failureKeys = `${failurePrefix}*`;

/**
 * What Lambda needs to write a batch, which it does with the function's role. The CDK's `S3OnFailureDestination`
 * would grant reading and deleting everything.
 */
export function saveFailures(bucket: Bucket): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(failureKeys)] }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  ];
}
