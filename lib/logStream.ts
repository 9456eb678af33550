import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IStream, Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { estimateShards } from '../core/sizing/shards.ts';
import { acknowledge } from './acknowledge.ts';
import { kinesisUseStatement } from './existing/encryptionKey.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** The stream that CloudFront writes log records to: a given stream, or a new one, which no change of settings replaces. */
export class LogStream extends Construct {
  readonly stream: IStream;
  /** The stream's KMS key; undefined if it is encrypted with `aws/kinesis` or not at all. */
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, settings: PipelineSettings) {
    super(scope, id);
    const { stream } = settings.existing;
    this.stream = stream ?? this.#makeStream(settings);
    this.key = this.stream.encryptionKey;
  }

  #makeStream(settings: PipelineSettings): Stream {
    const key = this.#keyOf(settings);
    const stream = new Stream(this, 'Stream', {
      retentionPeriod: Duration.hours(settings.streamRetentionHours),
      removalPolicy: removalPolicy(settings.streamRemoval),
      ...(settings.capacity === 'on-demand'
        ? { streamMode: StreamMode.ON_DEMAND }
        : { streamMode: StreamMode.PROVISIONED, shardCount: estimateShards(settings).shards }),
      ...(key
        ? { encryption: StreamEncryption.KMS, encryptionKey: key }
        : { encryption: keyless[settings.streamEncryption as keyof typeof keyless] }),
    });
    acknowledge(stream, 'AwsSolutions-KDS1', "The option streamEncryption is 'none'.");
    acknowledge(stream, 'AwsSolutions-KDS3', "The option streamEncryption is 'customer-managed'.");
    return stream;
  }

  #keyOf({ existing, streamEncryption, name }: PipelineSettings): IKey | undefined {
    if (existing.encryptionKey !== undefined) return existing.encryptionKey;
    return streamEncryption === 'customer-managed' ? makeStreamKey(this, 'Key', name) : undefined;
  }
}

/**
 * Creates a key that all principals of the account may use through Kinesis. It is retained when the encryption changes
 * back or the stack is deleted, because records in the stream are still encrypted with it.
 */
function makeStreamKey(scope: Construct, id: string, pipelineName: string): Key {
  const key = new Key(scope, id, {
    description: `Real-time log records in the stream of ${pipelineName}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  key.addToResourcePolicy(kinesisUseStatement(Stack.of(scope).region));
  return key;
}

const keyless = {
  'aws-managed': StreamEncryption.MANAGED,
  none: StreamEncryption.UNENCRYPTED,
} as const;
