import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LogStream } from './logStream.ts';

/** What joins the stream and the consumer. */
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
 * The event source mapping: one batch of a shard at a time, retried without limit until shortly before the stream
 * forgets, in halves so that a poisonous record holds up little, then saved whole. It answers by batch and has no
 * filters or windows of its own, since a retried batch must be the same one. No setting replaces it.
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
