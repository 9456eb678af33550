import { Aws, CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IDependable } from 'constructs';
import { type AttachmentProperties, attachmentType, departureType } from '../core/aws/customResources.ts';
import { replacedPrefix } from '../core/lake/keys.ts';
import { acknowledgeObjects } from './acknowledge.ts';
import { useKeyOf } from './brought/encryptionKey.ts';
import { DeploymentFunction, describeOwnStack } from './deploymentFunction.ts';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** An attachment with every member. */
export type ResolvedTarget = Required<AttachmentTarget>;

/** What is attached, and when. */
export interface AttachmentsProps {
  readonly settings: PipelineSettings;
  readonly logConfiguration: IRealtimeLogConfig;
  /** The bucket that keeps notes on replaced log configurations. */
  readonly lake: IBucket;
  /** What must exist before the first record arrives and while records arrive. */
  readonly after: readonly IDependable[];
}

/**
 * The attachments of `attachTo`: for each distribution a custom resource and a policy of its own. If an entry is
 * removed, CloudFormation deletes the resource before the policy, so that the function can still detach it.
 *
 * A distribution ID that is known only at deployment can change under the same resource. The policy then names the
 * new distribution before the attachment is updated. So another resource, which the policy waits for, detaches from
 * the old distribution while the policy still names it.
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
        GiveBack: giveBack(lake),
        UseKey: useKeyOf(lake),
        DescribeStack: [describeOwnStack()],
        ...furtherPermissions(settings),
      },
      environment: { LAKE_BUCKET: lake.bucketName },
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

  /** Attaches the log configuration to a distribution that is made elsewhere. */
  attach({ distributionId, behaviors, replace }: ResolvedTarget): void {
    const { logConfiguration, lake, after } = this.#props;
    const name = this.#nameOf(distributionId);
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
    // The bucket outlives its notes: emptying it comes after the last detachment.
    attachment.node.addDependency(policy, lake, ...after);
    if (!mayMove) return;
    const departure = this.#resource(`${name}Departure`, departureType, properties);
    departure.node.addDependency(lake);
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

  /** An identifier that stays the same for a distribution, no matter what else is attached. */
  #nameOf(distributionId: string): string {
    if (!Token.isUnresolved(distributionId)) return distributionId;
    return JSON.stringify(Stack.of(this).resolve(distributionId)).replaceAll(/[^A-Za-z0-9]/g, '');
  }
}

function giveBack(lake: IBucket): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [lake.arnForObjects(`${replacedPrefix}*`)],
    }),
    // Without this permission, S3 answers for a missing object as for one that may not be read.
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucketArn] }),
  ];
}

function furtherPermissions({ attachPermissions }: PipelineSettings): Record<string, PolicyStatement[]> {
  if (attachPermissions.length === 0) return {};
  const statements = attachPermissions.map(
    ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
  return { FurtherPermissions: statements };
}
