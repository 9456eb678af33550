import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  type ConfirmedLayoutProperties,
  confirmedLayoutType,
  type ExpectedLayoutsProperties,
  expectedLayoutsType,
} from '../core/aws/customResources.ts';
import { layoutsKey } from '../core/lake/keys.ts';
import { DeploymentFunction, describeOwnStack } from './deploymentFunction.ts';
import { keyUseStatements } from './existing/encryptionKey.ts';
import type { LakeFolder } from './lakeFolder.ts';
import { logConfigurationArn } from './logConfiguration.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * The layouts that the consumer reads records with, stored in the lake. A deployment registers the expected layouts
 * before CloudFront receives new fields, and stores the actual order afterwards. Updates, rollbacks of updates, and the
 * deletion of the stack remove no layouts. The rollback of a first deployment removes the layouts that it wrote.
 */
export class KnownLayouts extends Construct {
  /** Registers the expected layouts. The log configuration must depend on this resource. */
  readonly expected: CustomResource;
  readonly #function: DeploymentFunction;
  readonly #settings: PipelineSettings;

  constructor(scope: Construct, id: string, settings: PipelineSettings, lake: LakeFolder) {
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
          // Without this permission, S3 responds with AccessDenied if the object is missing.
          new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucket.bucketArn] }),
        ],
        UseKey: keyUseStatements(lake.bucket),
        DescribeStack: [describeOwnStack()],
        ReadLogConfiguration: [
          new PolicyStatement({
            actions: ['cloudfront:GetRealtimeLogConfig'],
            resources: [logConfigurationArn(settings.name)],
          }),
        ],
      },
      environment: { LAKE_BUCKET: lake.address },
      callsCloudFront: true,
      timeout: Duration.minutes(5),
    });
    const properties: ExpectedLayoutsProperties = {
      Orders: settings.layouts.map(({ fields }) => fields.join(',')),
    };
    this.expected = this.#resource('Expected', expectedLayoutsType, properties);
    // The resource is deleted before the bucket is emptied and deleted.
    this.expected.node.addDependency(lake.bucket);
  }

  /** Stores the actual field order of a log configuration after it has the configured fields. */
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
