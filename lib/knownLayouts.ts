import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  type ConfirmedLayoutProperties,
  confirmedLayoutType,
  type ExpectedLayoutsProperties,
  expectedLayoutsType,
} from '../core/aws/customResources.ts';
import { layoutsKey } from '../core/lake/keys.ts';
import { useKeyOf } from './brought/encryptionKey.ts';
import { DeploymentFunction, describeOwnStack } from './deploymentFunction.ts';
import { logConfigurationArn } from './logConfiguration.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * The layouts with which the consumer reads records, stored in the lake: the expected layouts are registered
 * before CloudFront receives new fields, and the true order is confirmed afterwards. An update, a rollback of
 * an update, or the deletion of the stack removes nothing. The rollback of a first deployment removes what it
 * wrote.
 */
export class KnownLayouts extends Construct {
  /** The log configuration has to wait for this resource. */
  readonly expected: CustomResource;
  readonly #function: DeploymentFunction;
  readonly #settings: PipelineSettings;

  constructor(scope: Construct, id: string, settings: PipelineSettings, lake: IBucket) {
    super(scope, id);
    this.#settings = settings;
    this.#function = new DeploymentFunction(this, 'Function', {
      settings,
      folder: 'layouts',
      description: `Layouts of the records of ${settings.name}, while it is deployed`,
      policies: {
        ChangeLayouts: [
          new PolicyStatement({
            actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
            resources: [lake.arnForObjects(layoutsKey)],
          }),
          // Without this permission, S3 answers for a missing object as for one that may not be read.
          new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucketArn] }),
        ],
        UseKey: useKeyOf(lake),
        DescribeStack: [describeOwnStack()],
        ReadLogConfiguration: [
          new PolicyStatement({
            actions: ['cloudfront:GetRealtimeLogConfig'],
            resources: [logConfigurationArn(settings.name)],
          }),
        ],
      },
      environment: { LAKE_BUCKET: lake.bucketName },
      callsCloudFront: true,
      timeout: Duration.minutes(5),
    });
    const properties: ExpectedLayoutsProperties = {
      Orders: settings.layouts.map(({ fields }) => fields.join(',')),
    };
    this.expected = this.#resource('Expected', expectedLayoutsType, properties);
    // The resource is deleted before the bucket is emptied and deleted.
    this.expected.node.addDependency(lake);
  }

  /** Confirms the order of a log configuration once it has the configured fields. */
  confirm(logConfiguration: IRealtimeLogConfig): CustomResource {
    const properties: ConfirmedLayoutProperties = {
      LogConfigurationArn: logConfiguration.realtimeLogConfigArn,
      Fields: this.#settings.fieldNames.join(','),
    };
    return this.#resource('Confirmed', confirmedLayoutType, properties);
  }

  #resource(id: string, resourceType: string, properties: object): CustomResource {
    const { function: behind, serviceTimeout } = this.#function;
    return new CustomResource(this, id, {
      resourceType,
      serviceToken: behind.functionArn,
      serviceTimeout,
      properties: { ...properties },
    });
  }
}
