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
import type { PipelineSettings } from './settings/pipelineSettings.ts';

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

  constructor(scope: Construct, id: string, { settings, logConfiguration, lake, after }: AttachmentsProps) {
    super(scope, id);
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
    this.role = attaching.role;
    acknowledgeObjects(
      this.role,
      lake,
      `${replacedPrefix}*`,
      'Notes are named by distribution, below this fixed prefix.',
    );
    for (const { distributionId, behaviors, replace } of settings.attachTo) {
      const name = this.#nameOf(distributionId);
      const mayMove = Token.isUnresolved(distributionId);
      const properties: AttachmentProperties = {
        LogConfigurationArn: logConfiguration.realtimeLogConfigArn,
        DistributionId: distributionId,
        Behaviors: behaviors,
        Replace: replace ? 'true' : 'false',
        ...(mayMove && { Departs: 'true' }),
      };
      const resource = (id: string, resourceType: string) =>
        new CustomResource(this, id, {
          resourceType,
          serviceToken: attaching.function.functionArn,
          serviceTimeout: attaching.serviceTimeout,
          properties: { ...properties },
        });
      const policy = new Policy(this, `${name}Policy`, {
        roles: [attaching.role],
        statements: [
          new PolicyStatement({
            actions: ['cloudfront:GetDistribution', 'cloudfront:UpdateDistribution'],
            resources: [`arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distributionId}`],
          }),
        ],
      });
      const attachment = resource(name, attachmentType);
      // The bucket outlives its notes: emptying it comes after the last detachment.
      attachment.node.addDependency(policy, lake, ...after);
      if (mayMove) {
        const departure = resource(`${name}Departure`, departureType);
        departure.node.addDependency(lake);
        policy.node.addDependency(departure);
      }
    }
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
