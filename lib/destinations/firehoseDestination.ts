import { createHash } from 'node:crypto';
import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogStream as CloudWatchLogStream } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import { type DeployedDestination, metricPrefixes } from '../../core/destinations/deployedDestination.ts';
import type { PolicySettings } from '../../core/policyVariables.ts';
import { transformationHint } from '../../core/sizing/transformationHint.ts';
import { acknowledge } from '../acknowledge.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LogStream } from '../logStream.ts';
import { makeLogGroup } from '../pipelineFunction.ts';
import type { Destination } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { deliveryConfiguration } from './deliveryConfiguration.ts';
import { makeDeliveryStreamRole } from './deliveryStreamRole.ts';
import { type DestinationAlarm, firehoseAlarms } from './destinationAlarms.ts';
import { defaultBufferSeconds } from './destinationProps.ts';
import { TransformationFunction } from './transformationFunction.ts';

/** Properties of `FirehoseDestination`. */
export interface FirehoseDestinationProps {
  readonly settings: PipelineSettings;
  readonly destination: Destination;
  readonly logStream: LogStream;
  readonly lake: LakeFolder;
  readonly hashKey: ISecret | undefined;
  readonly failures: Bucket;
  readonly policy: PolicySettings;
}

/**
 * A destination that Amazon Data Firehose delivers to: a delivery stream that reads the log stream, and the function that
 * transforms records. The delivery stream starts with the records that arrive after its creation.
 */
export class FirehoseDestination extends Construct {
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: readonly DestinationAlarm[];
  /** Description of the destination that `cfrl` reads from the stack. */
  readonly deployed: DeployedDestination;

  constructor(scope: Construct, id: string, props: FirehoseDestinationProps) {
    super(scope, id);
    const { settings, destination, logStream, failures } = props;
    const { function: transformation, failedRecords } = new TransformationFunction(
      this,
      'Transformation',
      props,
    );
    const errorPrefix = destinationPrefix(destination.name);
    const logGroup = makeLogGroup(this, 'Logs', settings);
    const log = new CloudWatchLogStream(this, 'Log', { logGroup, removalPolicy: RemovalPolicy.DESTROY });
    const role = makeDeliveryStreamRole(this, 'Role', {
      destination,
      logStream,
      transformation,
      failures,
      errorPrefix,
      logGroup,
    });
    const hint = transformationHint(settings.fieldNames, settings.recordBytes);
    this.deliveryStream = new CfnDeliveryStream(this, `Stream${hashOf(destination)}`, {
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: {
        kinesisStreamArn: logStream.stream.streamArn,
        roleArn: role.roleArn,
      },
      ...deliveryConfiguration(destination, {
        role,
        failures,
        errorPrefix,
        processing: processingBy(transformation.functionArn, role.roleArn, hint),
        logging: { enabled: true, logGroupName: logGroup.logGroupName, logStreamName: log.logStreamName },
      }),
    });
    this.alarms = firehoseAlarms(
      this.deliveryStream.ref,
      metricPrefixes[destination.type],
      destination.bufferSeconds ?? defaultBufferSeconds,
      failedRecords,
    );
    this.deployed = {
      name: destination.name,
      type: destination.type,
      via: 'firehose',
      functionName: transformation.functionName,
      failureBucket: failures.bucketName,
      deliveryStream: this.deliveryStream.ref,
      endpoint: 'endpoint' in destination ? destination.endpoint : undefined,
      index: 'index' in destination ? destination.index : undefined,
    };
    acknowledge(
      this.deliveryStream,
      'AwsSolutions-KDF1',
      'The records are encrypted in the stream that it reads; a source that is a stream has no other encryption.',
    );
  }
}

/**
 * Returns a hash of the properties that CloudFormation can't change in place. It is part of the resource's ID, so a
 * change creates a delivery stream with another name instead of failing.
 */
function hashOf(destination: Destination): string {
  const vpc = 'vpc' in destination ? (destination.vpc ?? null) : null;
  return createHash('sha256')
    .update(JSON.stringify([destination.type, vpc]))
    .digest('hex')
    .slice(0, 8);
}

function processingBy(
  lambdaArn: string,
  roleArn: string,
  megabytes: number,
): CfnDeliveryStream.ProcessingConfigurationProperty {
  const parameters = {
    LambdaArn: lambdaArn,
    RoleArn: roleArn,
    NumberOfRetries: '3',
    BufferIntervalInSeconds: '60',
    BufferSizeInMBs: String(megabytes),
  };
  return {
    enabled: true,
    processors: [
      {
        type: 'Lambda',
        parameters: Object.entries(parameters).map(([parameterName, parameterValue]) => ({
          parameterName,
          parameterValue,
        })),
      },
    ],
  };
}
