import { Aws, CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { type AttachmentProperties, attachmentType, departureType } from '../core/aws/customResources.ts';
import { replacedPrefix } from '../core/lake/keys.ts';
import { acknowledgeObjects } from './acknowledge.ts';
import { DeploymentFunction, describeOwnStack } from './deploymentFunction.ts';
import { keyUseStatements } from './existing/encryptionKey.ts';
import type { LakeFolder } from './lakeFolder.ts';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';
import { ConfigurationError, showValue } from './settings/configurationError.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** An attachment target with all defaults filled in. */
export type ResolvedTarget = Required<AttachmentTarget>;

/** Properties of `Attachments`. */
export interface AttachmentsProps {
  readonly settings: PipelineSettings;
  readonly logConfiguration: IRealtimeLogConfig;
  /** Bucket that stores a note on each replaced log configuration. */
  readonly lake: LakeFolder;
  /**
   * Resources that process records, and those whose deployment can fail: an attachment is created after them, and deleted
   * before them.
   */
  readonly after: readonly IDependable[];
}

/**
 * The attachments of `attachTo`: a custom resource and a policy for each distribution. If an entry is removed,
 * CloudFormation deletes the custom resource before its policy, so the function still has permission to detach.
 *
 * A distribution ID that is known only at deployment can change without a change of the custom resource's logical ID.
 * CloudFormation then updates the policy to the new distribution before it updates the attachment. For such IDs, a
 * second custom resource that the policy depends on detaches from the old distribution while the policy still allows it.
 */
export class Attachments extends Construct {
  /** The role that updates the distributions. */
  readonly role: Role;
  readonly #props: AttachmentsProps;
  readonly #function: DeploymentFunction;

  constructor(scope: Construct, id: string, props: AttachmentsProps) {
    super(scope, id);
    const { settings, lake } = props;
    this.#props = props;
    const attaching = new DeploymentFunction(this, 'Function', {
      settings,
      folder: 'attachment',
      description: `Attaches ${settings.name} to distributions and detaches it, while it is deployed`,
      policies: {
        GiveBack: noteStatements(lake),
        UseKey: keyUseStatements(lake.bucket),
        DescribeStack: [describeOwnStack()],
        ...furtherPermissions(settings),
      },
      environment: { LAKE_BUCKET: lake.address },
      callsCloudFront: true,
      timeout: Duration.minutes(15),
    });
    this.#function = attaching;
    this.role = attaching.role;
    acknowledgeObjects(
      this.role,
      lake,
      `${replacedPrefix}*`,
      'Notes are named by distribution, below this fixed prefix.',
    );
    for (const target of settings.attachTo) this.attach(target);
  }

  /**
   * Attaches the log configuration to a distribution that isn't part of the app.
   *
   * @throws ConfigurationError if it is already attached to the distribution
   */
  attach({ distributionId, behaviors, replace }: ResolvedTarget): void {
    const { logConfiguration, lake, after } = this.#props;
    const name = this.#nameOf(distributionId);
    if (this.node.tryFindChild(name) !== undefined) {
      throw new ConfigurationError(
        'attachTo',
        `expected each distribution once, got ${showValue(distributionId)} twice`,
      );
    }
    const mayMove = Token.isUnresolved(distributionId);
    const properties: AttachmentProperties = {
      LogConfigurationArn: logConfiguration.realtimeLogConfigArn,
      DistributionId: distributionId,
      Behaviors: behaviors,
      Replace: replace ? 'true' : 'false',
      ...(mayMove && { Departs: 'true' }),
    };
    const policy = new Policy(this, `${name}Policy`, {
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: ['cloudfront:GetDistribution', 'cloudfront:UpdateDistribution'],
          resources: [`arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distributionId}`],
        }),
      ],
    });
    const attachment = this.#resource(name, attachmentType, properties);
    // The last detachment still reads notes from the bucket, so it must come before the bucket is emptied.
    attachment.node.addDependency(policy, lake.bucket, ...after);
    if (!mayMove) return;
    const departure = this.#resource(`${name}Departure`, departureType, properties);
    departure.node.addDependency(lake.bucket);
    policy.node.addDependency(departure);
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

  /** Returns a construct ID that depends on the distribution only, not on other attachments. */
  #nameOf(distributionId: string): string {
    if (!Token.isUnresolved(distributionId)) return distributionId;
    return JSON.stringify(Stack.of(this).resolve(distributionId)).replaceAll(/[^A-Za-z0-9]/g, '');
  }
}

function noteStatements(lake: LakeFolder): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [lake.arnForObjects(`${replacedPrefix}*`)],
    }),
    // Without this permission, S3 responds with AccessDenied if an object is missing.
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucket.bucketArn] }),
  ];
}

function furtherPermissions({ attachPermissions }: PipelineSettings): Record<string, PolicyStatement[]> {
  if (attachPermissions.length === 0) return {};
  const statements = attachPermissions.map(
    ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
  return { FurtherPermissions: statements };
}
