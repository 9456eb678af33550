import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { defaultFailureSeconds, printDeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { destinationPrefix } from '../../core/destinations/destinationKeys.ts';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import { failureKeys, saveFailures } from '../failureBucket.ts';
import { withFunctionBundle } from '../functionBundle.ts';
import type { LogStream } from '../logStream.ts';
import { readStream } from '../readStream.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { documentFormOf } from './deliveryConfiguration.ts';
import { type DirectDestination, receiverUrlOf } from './receiverUrl.ts';

/** What a delivery function reads and writes. */
export interface DeliveryFunctionProps {
  readonly settings: PipelineSettings;
  readonly destination: DirectDestination;
  readonly logStream: LogStream;
  /** ARN of the consumer with enhanced fan-out; undefined if it reads as the other readers do. */
  readonly streamConsumerArn: string | undefined;
  readonly lake: Bucket;
  /** Bucket of what can't be delivered, which belongs to destinations alone. */
  readonly failures: Bucket;
  readonly policy: SensitivityPolicy;
}

/** The function that posts the documents of a destination itself. */
export class DeliveryFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: DeliveryFunctionProps) {
    super(scope, id);
    const { settings, destination, lake, failures, policy } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const environment = printDeliverySettings({
      destination: destination.name,
      lakeBucket: lake.bucketName,
      failureBucket: failures.bucketName,
      receiver: destination.type,
      url: receiverUrlOf(destination),
      form: documentFormOf(destination),
      secretArn: 'secretArn' in destination ? destination.secretArn : undefined,
      index: 'index' in destination ? destination.index : undefined,
      rotation: destination.type === 'opensearch' ? (destination.rotation ?? 'OneDay') : 'NoRotation',
      failureSeconds: defaultFailureSeconds,
      policy,
    });
    this.function = withFunctionBundle(
      'delivery',
      (code, handler) =>
        new LambdaFunction(this, 'Function', {
          description: `Records of ${settings.name} to ${destination.name}`,
          runtime: Runtime.NODEJS_24_X,
          architecture: Architecture.ARM_64,
          code,
          handler,
          role: makeRole(this, props, logGroup),
          environment,
          memorySize: 512,
          timeout: Duration.minutes(5),
          logGroup,
          loggingFormat: LoggingFormat.JSON,
        }),
    );
  }
}

function makeRole(scope: Construct, props: DeliveryFunctionProps, logGroup: LogGroup): Role {
  const { destination, lake, failures } = props;
  const refused = `${destinationPrefix(destination.name)}*`;
  const role = new Role(scope, 'Role', {
    description: `Delivery of records to the destination ${destination.name}`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      ReadStream: new PolicyDocument({ statements: readShards(props) }),
      ReadLayouts: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(layoutsKey)] }),
        ],
      }),
      SaveFailures: new PolicyDocument({
        statements: [
          ...saveFailures(failures),
          new PolicyStatement({ actions: ['s3:PutObject'], resources: [failures.arnForObjects(refused)] }),
        ],
      }),
      WriteLogs: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [logGroup.logGroupArn],
          }),
        ],
      }),
      Deliver: new PolicyDocument({ statements: [deliver(destination)] }),
    },
  });
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'ListStreams has no resources.');
  acknowledgeObjects(role, failures, failureKeys, 'Lambda names the objects, below this prefix of its own.');
  acknowledgeObjects(
    role,
    failures,
    refused,
    'Objects are named by shard and sequence number, below this fixed prefix.',
  );
  if (destination.type === 'opensearch') {
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::${bulkResource(destination.domainArn)}]`,
      'A domain authorizes by path, and its bulk requests have one path.',
    );
  }
  return role;
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

function deliver(destination: DirectDestination): PolicyStatement {
  switch (destination.type) {
    case 'opensearch':
      return new PolicyStatement({
        actions: ['es:ESHttpPost'],
        resources: [bulkResource(destination.domainArn)],
      });
    case 'opensearch-serverless':
      return new PolicyStatement({ actions: ['aoss:APIAccessAll'], resources: [destination.collectionArn] });
    case 'splunk':
    case 'http':
      return new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [destination.secretArn],
      });
  }
}
