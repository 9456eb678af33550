import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import { defaultFailureSeconds, printDeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { receiverUrl } from '../../core/destinations/receiverUrl.ts';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { PolicySettings } from '../../core/policyVariables.ts';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import { keyReadStatements } from '../existing/encryptionKey.ts';
import { failureKeys, saveFailures } from '../failureBucket.ts';
import { readHashKey } from '../hashKey.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LogStream } from '../logStream.ts';
import { makeFunction, type Policies } from '../pipelineFunction.ts';
import { readSecrets } from '../readSecrets.ts';
import type { DestinationOf } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { readStream } from '../streamMapping.ts';
import { documentFormatOf } from './deliveryConfiguration.ts';

/** Settings of a delivery function, and the resources that it reads and writes. */
export interface DeliveryFunctionProps {
  readonly settings: PipelineSettings;
  readonly destination: DirectDestination;
  readonly logStream: LogStream;
  /** ARN of the stream consumer with enhanced fan-out; undefined if the function shares the shards' read throughput. */
  readonly streamConsumerArn: string | undefined;
  readonly lake: LakeFolder;
  /** Secret with the hash key; undefined if nothing is hashed. */
  readonly hashKey: ISecret | undefined;
  /** Bucket for records that can't be delivered. Only destinations use it. */
  readonly failures: Bucket;
  readonly policy: PolicySettings;
}

/** The function that posts documents directly to a destination's receiver, without Firehose. */
export class DeliveryFunction extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, props: DeliveryFunctionProps) {
    super(scope, id);
    const { settings, destination, lake, failures, policy } = props;
    const environment = printDeliverySettings({
      destination: destination.name,
      lakeBucket: lake.address,
      failureBucket: failures.bucketName,
      receiver: destination.type,
      url: receiverUrlOf(destination),
      format: documentFormatOf(destination),
      secretArn: 'secretArn' in destination ? destination.secretArn : undefined,
      index: 'index' in destination ? destination.index : undefined,
      rotation: destination.type === 'opensearch' ? (destination.rotation ?? 'OneDay') : 'NoRotation',
      failureSeconds: defaultFailureSeconds,
      policy,
    });
    const { function: made, role } = makeFunction(this, {
      settings,
      folder: 'delivery',
      description: `Records of ${settings.name} to ${destination.name}`,
      roleDescription: `Delivery of records to the destination ${destination.name}`,
      policies: policiesOf(props),
      environment,
      memoryMegabytes: 512,
      timeout: Duration.minutes(5),
      network: settings.existing.network,
    });
    this.function = made;
    acknowledgeRole(role, props);
  }
}

function policiesOf(props: DeliveryFunctionProps): Policies {
  const { destination, lake, failures, hashKey } = props;
  return {
    ReadStream: readShards(props),
    ReadLayouts: [
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(layoutsKey)] }),
      ...keyReadStatements(lake.bucket),
    ],
    SaveFailures: [
      ...saveFailures(failures),
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [failures.arnForObjects(rejectedKeys(destination))],
      }),
    ],
    ReadHashKey: readHashKey(hashKey),
    Deliver: deliver(destination),
  };
}

/** Returns the pattern of the keys of documents that the receiver rejected. */
function rejectedKeys({ name }: DirectDestination): string {
  return `${destinationPrefix(name)}*`;
}

function acknowledgeRole(role: Role, { destination, failures }: DeliveryFunctionProps): void {
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'ListStreams and network interfaces have no resources.',
  );
  acknowledgeObjects(role, failures, failureKeys, 'Lambda names the objects, below this prefix of its own.');
  acknowledgeObjects(
    role,
    failures,
    rejectedKeys(destination),
    'Objects are named by shard and sequence number, below this fixed prefix.',
  );
  if (destination.type === 'opensearch') {
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::${bulkResource(destination.domainArn)}]`,
      'A domain authorizes by path, and its bulk requests have one path.',
    );
  }
}

function readShards({ logStream, streamConsumerArn }: DeliveryFunctionProps): PolicyStatement[] {
  const statements = readStream(logStream);
  if (streamConsumerArn === undefined) return statements;
  const subscribe = new PolicyStatement({
    actions: ['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard'],
    resources: [streamConsumerArn],
  });
  return [...statements, subscribe];
}

function bulkResource(domainArn: string): string {
  return `${domainArn}/_bulk`;
}

function deliver(destination: DirectDestination): PolicyStatement[] {
  switch (destination.type) {
    case 'opensearch':
      return [
        new PolicyStatement({
          actions: ['es:ESHttpPost'],
          resources: [bulkResource(destination.domainArn)],
        }),
      ];
    case 'opensearch-serverless':
      return [
        new PolicyStatement({ actions: ['aoss:APIAccessAll'], resources: [destination.collectionArn] }),
      ];
    case 'splunk':
    case 'http':
      return readSecrets([{ secretArn: destination.secretArn, keyArn: destination.secretKeyArn }]);
  }
}

/** A destination that can be delivered to without Firehose. */
export type DirectDestination = DestinationOf<'opensearch' | 'opensearch-serverless' | 'splunk' | 'http'>;

/** Returns the URL to which a destination's documents are posted. */
export function receiverUrlOf(destination: DirectDestination): string {
  const { type } = destination;
  return receiverUrl(type, ('url' in destination ? destination.url : destination.endpoint) ?? '');
}
