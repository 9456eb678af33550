import { CfnResource, type IResolvable, Lazy, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnDistribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';
import { ConfigurationError } from './settings/configurationError.ts';

/** The part of a distribution's configuration that changes. */
interface ResolvedConfig {
  readonly defaultCacheBehavior: object;
  readonly cacheBehaviors?: readonly object[];
}

/**
 * Gives every cache behavior of a distribution of the same app a log configuration; behaviors that have one
 * already keep it. Behaviors that the app adds later are included.
 *
 * @throws ConfigurationError if the distribution is imported
 */
export function attachInApp(distribution: IDistribution, logConfigurationArn: string): void {
  const resource = distribution.node.defaultChild;
  if (resource === undefined || !CfnResource.isCfnResource(resource)) {
    throw new ConfigurationError(
      'attach',
      `expected a distribution that this app creates, got the imported ${distribution.node.path}; give its ID in attachTo`,
    );
  }
  const made = resource as CfnDistribution;
  const before = made.distributionConfig;
  const behavior = (config: object) => ({ realtimeLogConfigArn: logConfigurationArn, ...config });
  const attached: IResolvable = Lazy.uncachedAny({
    produce: (context) => {
      const config: ResolvedConfig = context.resolve(before);
      return {
        ...config,
        defaultCacheBehavior: behavior(config.defaultCacheBehavior),
        ...(config.cacheBehaviors && { cacheBehaviors: config.cacheBehaviors.map(behavior) }),
      };
    },
  });
  made.distributionConfig = attached;
}

/** Paths of the distributions among the targets that are constructs of the same app. */
export function distributionsOfApp(targets: readonly Pick<AttachmentTarget, 'distributionId'>[]): string[] {
  return targets.flatMap(({ distributionId }) => {
    const token = Token.isUnresolved(distributionId) ? Tokenization.reverse(distributionId) : undefined;
    const target = token !== undefined && Reference.isReference(token) ? token.target : undefined;
    if (target === undefined || !CfnResource.isCfnResource(target)) return [];
    return target.cfnResourceType === 'AWS::CloudFront::Distribution' ? [target.node.path] : [];
  });
}
