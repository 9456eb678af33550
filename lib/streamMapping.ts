import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LogStream } from './logStream.ts';

/** What the mapping connects. */
export interface StreamMappingProps {
  readonly logStream: LogStream;
  readonly consumer: IFunction;
  readonly failures: Bucket;
  readonly batchWindowSeconds: number;
  readonly streamRetentionHours: number;
}

/** Longest age of a record in seconds that a mapping can have (Lambda API reference, CreateEventSourceMapping, November 2026). */
const longestRecordAge = 604_800;

/** Hours before the end of the retention at which a batch is given up, while it can still be read and saved. */
const hoursToSave = 2;

/** Seconds after which a record is given up, at a retention of the stream. */
export function recordAgeSeconds(streamRetentionHours: number): number {
  return Math.min((streamRetentionHours - hoursToSave) * 3600, longestRecordAge);
}

/**
 * The event source mapping: one batch of a shard at a time, retried until shortly before the records expire,
 * bisecting so that a poison record delays little else, and then stored completely. It reports whole batches
 * and has no filters or windows, because a retried batch must be the same batch. No setting replaces it.
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

/** What Lambda needs to read the stream for a function, which it does with the function's role. */
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
  // Lambda refuses a mapping without it, and names it in the error; it has no resources.
  const find = new PolicyStatement({ actions: ['kinesis:ListStreams'], resources: ['*'] });
  if (!key) return [read, find];
  return [read, find, new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] })];
}
