import { Aws, CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { type AttachmentProperties, attachmentType } from '../core/aws/customResources.ts';
import { DeploymentFunction } from './deploymentFunction.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** What is attached, and when. */
export interface AttachmentsProps {
  readonly settings: PipelineSettings;
  readonly logConfiguration: IRealtimeLogConfig;
  /** What has to stand before the first record comes, and as long as records come. */
  readonly after: readonly IDependable[];
}

/**
 * The attachments of `attachTo`: for each distribution a custom resource and a policy of its own. Where an entry is
 * removed, CloudFormation deletes the resource before the policy, so that the function can still detach it.
 */
export class Attachments extends Construct {
  /** The role that updates the distributions. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { settings, logConfiguration, after }: AttachmentsProps) {
    super(scope, id);
    const attaching = new DeploymentFunction(this, 'Function', {
      settings,
      folder: 'attachment',
      description: `Attaches ${settings.name} to distributions and detaches it, while it is deployed`,
      policies: furtherPermissions(settings),
      timeout: Duration.minutes(15),
    });
    this.role = attaching.role;
    for (const { distributionId, behaviors, replace } of settings.attachTo) {
      const name = this.#nameOf(distributionId);
      const policy = new Policy(this, `${name}Policy`, {
        roles: [attaching.role],
        statements: [
          new PolicyStatement({
            actions: ['cloudfront:GetDistribution', 'cloudfront:UpdateDistribution'],
            resources: [`arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distributionId}`],
          }),
        ],
      });
      const properties: AttachmentProperties = {
        LogConfigurationArn: logConfiguration.realtimeLogConfigArn,
        DistributionId: distributionId,
        Behaviors: behaviors,
        Replace: replace ? 'true' : 'false',
      };
      const attachment = new CustomResource(this, name, {
        resourceType: attachmentType,
        serviceToken: attaching.function.functionArn,
        serviceTimeout: attaching.serviceTimeout,
        properties: { ...properties },
      });
      attachment.node.addDependency(policy, ...after);
    }
  }

  /** An identifier that stays with the distribution, whatever else is attached. */
  #nameOf(distributionId: string): string {
    if (!Token.isUnresolved(distributionId)) return distributionId;
    return JSON.stringify(Stack.of(this).resolve(distributionId)).replaceAll(/[^A-Za-z0-9]/g, '');
  }
}

function furtherPermissions({ attachPermissions }: PipelineSettings): Record<string, PolicyStatement[]> {
  if (attachPermissions.length === 0) return {};
  const statements = attachPermissions.map(
    ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
  return { FurtherPermissions: statements };
}
