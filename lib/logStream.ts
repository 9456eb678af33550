import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { estimateShards } from '../core/sizing/shards.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** The stream that CloudFront writes log records into. No setting replaces it. */
export class LogStream extends Construct {
  readonly stream: Stream;
  /** The stream's own key, if it has one. */
  readonly key: Key | undefined;
  /** Number of shards of the stream; undefined if it is on demand. */
  readonly shards: number | undefined;

  constructor(scope: Construct, id: string, settings: PipelineSettings) {
    super(scope, id);
    const removal = removalPolicy(settings.streamRemoval);
    this.key =
      settings.streamEncryption === 'customer-managed'
        ? makeStreamKey(this, 'Key', settings.name)
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

/**
 * A key that may be used by everyone in the account whom Kinesis lets read or write, as the `aws/kinesis` key may be
 * (KMS developer guide, 'Key policies', kms:ViaService and kms:CallerAccount, November 2026). When the encryption
 * changes, CloudFormation updates the stream before the roles: with permissions in the roles alone, CloudFront could
 * not write in between. The key is kept when the encryption changes back or the stack is deleted, because records in
 * the stream, or in one that is retained, are still encrypted with it.
 */
function makeStreamKey(scope: Construct, id: string, pipelineName: string): Key {
  const key = new Key(scope, id, {
    description: `Real-time log records in the stream of ${pipelineName}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UseThroughKinesis',
      principals: [new AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': Aws.ACCOUNT_ID,
          'kms:ViaService': `kinesis.${Stack.of(scope).region}.amazonaws.com`,
        },
      },
    }),
  );
  return key;
}

const keyless = {
  'aws-managed': StreamEncryption.MANAGED,
  none: StreamEncryption.UNENCRYPTED,
} as const;
