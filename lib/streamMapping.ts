import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LogStream } from './logStream.ts';

/** Settings of the event source mapping, and the resources that it connects. */
export interface StreamMappingProps {
  readonly logStream: LogStream;
  readonly consumer: IFunction;
  readonly failures: Bucket;
  readonly batchWindowSeconds: number;
  readonly streamRetentionHours: number;
}

/** Maximum value of MaximumRecordAgeInSeconds (Lambda API reference, CreateEventSourceMapping, November 2026). */
const longestRecordAge = 604_800;

/** Hours before the end of the stream's retention at which Lambda stops retrying, while the batch can still be read. */
const hoursToSave = 2;

/** Returns the age of a record, in seconds, at which Lambda stops retrying it. */
export function recordAgeSeconds(streamRetentionHours: number): number {
  return Math.min((streamRetentionHours - hoursToSave) * 3600, longestRecordAge);
}

/**
 * Creates the event source mapping. It processes one batch of a shard at a time, and retries a failed batch until shortly
 * before its records expire, bisecting it so that a poison record delays few other records. After that, the batch is
 * stored with all its records. The mapping doesn't use partial batch responses, filters, or tumbling windows, because a
 * retry must process the same batch. No change of settings replaces the mapping.
 */
export function makeStreamMapping(
  scope: Construct,
  id: string,
  props: StreamMappingProps,
): CfnEventSourceMapping {
  const { logStream, consumer, failures, batchWindowSeconds, streamRetentionHours } = props;
  return new CfnEventSourceMapping(scope, id, {
    eventSourceArn: logStream.stream.streamArn,
    functionName: consumer.functionName,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10_000,
    maximumBatchingWindowInSeconds: batchWindowSeconds,
    parallelizationFactor: 1,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: recordAgeSeconds(streamRetentionHours),
    destinationConfig: { onFailure: { destination: failures.bucketArn } },
    metricsConfig: { metrics: ['EventCount'] },
  });
}

/** Returns the permissions that Lambda needs in a function's role to read the stream. */
export function readStream({ stream, key }: LogStream): PolicyStatement[] {
  const read = new PolicyStatement({
    actions: [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
    ],
    resources: [stream.streamArn],
  });
  // Lambda doesn't create a mapping without this permission. ListStreams doesn't support resource ARNs.
  const find = new PolicyStatement({ actions: ['kinesis:ListStreams'], resources: ['*'] });
  if (!key) return [read, find];
  return [read, find, new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] })];
}
