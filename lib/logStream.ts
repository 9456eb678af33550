import { Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { estimateShards } from '../core/sizing/shards.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** The stream into which CloudFront writes log records. No setting replaces it. */
export class LogStream extends Construct {
  readonly stream: Stream;
  /** The stream's own key, where it has one. */
  readonly key: Key | undefined;
  /** Shards that the stream is made with; undefined on demand. */
  readonly shards: number | undefined;

  constructor(scope: Construct, id: string, settings: PipelineSettings) {
    super(scope, id);
    const removal = removalPolicy(settings.streamRemoval);
    this.key =
      settings.streamEncryption === 'customer-managed'
        ? new Key(this, 'Key', {
            description: `Real-time log records in the stream of ${settings.name}`,
            enableKeyRotation: true,
            removalPolicy: removal,
          })
        : undefined;
    this.shards = settings.capacity === 'provisioned' ? estimateShards(settings).shards : undefined;
    this.stream = new Stream(this, 'Stream', {
      retentionPeriod: Duration.hours(settings.streamRetentionHours),
      removalPolicy: removal,
      ...(this.shards === undefined
        ? { streamMode: StreamMode.ON_DEMAND }
        : { streamMode: StreamMode.PROVISIONED, shardCount: this.shards }),
      ...(this.key
        ? { encryption: StreamEncryption.KMS, encryptionKey: this.key }
        : { encryption: keyless[settings.streamEncryption as keyof typeof keyless] }),
    });
    acknowledge(this.stream, 'AwsSolutions-KDS1', "The option streamEncryption is 'none'.");
    acknowledge(this.stream, 'AwsSolutions-KDS3', "The option streamEncryption is 'customer-managed'.");
  }
}

const keyless = {
  'aws-managed': StreamEncryption.MANAGED,
  none: StreamEncryption.UNENCRYPTED,
} as const;
