import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { type IStream, Stream } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import type { ExistingResources } from './existingResources.ts';

/** Imports the existing resources that options refer to. Imported resources aren't part of the template. */
export function importResources(scope: Construct, options: PipelineOptions): ExistingResources {
  const { encryptionKeyArn, alarmTopicArn, permissionsBoundaryArn, accessLogBucketName, vpc } = options;
  return {
    stream: streamOf(scope, options),
    lake: lakeOf(scope, options),
    databaseName: options.databaseName,
    hashKey: hashKeyOf(scope, options),
    encryptionKey: imported(encryptionKeyArn, (arn) => Key.fromKeyArn(scope, 'GivenKey', arn)),
    alarmTopic: imported(alarmTopicArn, (arn) => Topic.fromTopicArn(scope, 'GivenAlarmTopic', arn)),
    permissionsBoundary: imported(permissionsBoundaryArn, (arn) =>
      ManagedPolicy.fromManagedPolicyArn(scope, 'GivenPermissionsBoundary', arn),
    ),
    network: vpc && { ...vpc, deploymentFunctions: vpc.deploymentFunctions ?? false },
    accessLogs: imported(accessLogBucketName, (name) =>
      Bucket.fromBucketName(scope, 'GivenAccessLogs', name),
    ),
  };
}

function imported<Resource>(
  name: string | undefined,
  make: (name: string) => Resource,
): Resource | undefined {
  return name === undefined ? undefined : make(name);
}

function streamOf(scope: Construct, { streamArn, streamKeyArn }: PipelineOptions): IStream | undefined {
  if (streamArn === undefined) return undefined;
  const key = streamKeyArn && { encryptionKey: Key.fromKeyArn(scope, 'GivenStreamKey', streamKeyArn) };
  return Stream.fromStreamAttributes(scope, 'GivenStream', { streamArn, ...key });
}

function lakeOf(scope: Construct, { lakeBucketName, lakeKeyArn }: PipelineOptions): IBucket | undefined {
  if (lakeBucketName === undefined) return undefined;
  const key = lakeKeyArn && { encryptionKey: Key.fromKeyArn(scope, 'GivenLakeKey', lakeKeyArn) };
  return Bucket.fromBucketAttributes(scope, 'GivenLake', { bucketName: lakeBucketName, ...key });
}

function hashKeyOf(
  scope: Construct,
  { hashKeySecretArn, encryptionKeyArn }: PipelineOptions,
): ISecret | undefined {
  if (hashKeySecretArn === undefined) return undefined;
  const key = encryptionKeyArn && {
    encryptionKey: Key.fromKeyArn(scope, 'GivenHashKeyKey', encryptionKeyArn),
  };
  return Secret.fromSecretAttributes(scope, 'GivenHashKey', { secretCompleteArn: hashKeySecretArn, ...key });
}
