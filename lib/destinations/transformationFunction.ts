import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { printTransformationSettings } from '../../core/destinations/transformationSettings.ts';
import { layoutsKey } from '../../core/lake/keys.ts';
import { healthNamespace } from '../../core/metrics/healthDefinitions.ts';
import type { PolicySettings } from '../../core/policyVariables.ts';
import { acknowledge } from '../acknowledge.ts';
import { keyReadStatements } from '../existing/encryptionKey.ts';
import { readHashKey } from '../hashKey.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import { makeFunction } from '../pipelineFunction.ts';
import type { Destination } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { documentFormatOf } from './deliveryConfiguration.ts';

/** Settings of the function, and the resources that it reads. */
export interface TransformationFunctionProps {
  readonly settings: PipelineSettings;
  readonly destination: Destination;
  readonly lake: LakeFolder;
  /** Secret with the hash key; undefined if nothing is hashed. */
  readonly hashKey: ISecret | undefined;
  readonly policy: PolicySettings;
}

/** The function that Firehose invokes to transform records into a destination's documents. */
export class TransformationFunction extends Construct {
  readonly function: IFunction;
  /** Number of records that could not be transformed, from the function's log. */
  readonly failedRecords: Metric;

  constructor(scope: Construct, id: string, props: TransformationFunctionProps) {
    super(scope, id);
    const { settings, destination, lake, hashKey, policy } = props;
    const {
      function: made,
      role,
      logGroup,
    } = makeFunction(this, {
      settings,
      folder: 'transformation',
      description: `Records of ${settings.name} to documents of ${destination.name}`,
      roleDescription: `Transformation of records for the destination ${destination.name}`,
      policies: {
        ReadLayouts: [
          new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(layoutsKey)] }),
          ...keyReadStatements(lake.bucket),
        ],
        ReadHashKey: readHashKey(hashKey),
      },
      environment: printTransformationSettings({
        lakeBucket: lake.address,
        format: documentFormatOf(destination),
        policy,
      }),
      memoryMegabytes: 512,
      timeout: Duration.minutes(1),
      network: settings.existing.network,
    });
    this.function = made;
    this.failedRecords = new MetricFilter(this, 'FailedRecords', {
      logGroup,
      metricNamespace: healthNamespace,
      metricName: `FailedTransformations ${settings.name} ${destination.name}`,
      filterPattern: FilterPattern.exists('$.message.failedRecords'),
      metricValue: '$.message.failedRecords',
    }).metric({ statistic: 'Sum', period: Duration.minutes(5) });
    if (settings.existing.network !== undefined)
      acknowledge(
        role,
        'AwsSolutions-IAM5[Resource::*]',
        "Lambda creates the network interfaces, so their names aren't known at deployment.",
      );
  }
}
