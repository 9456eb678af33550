import { CfnResource, type IResolvable, Lazy, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnDistribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { AttachProps } from './props/attachments.ts';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';
import { ConfigurationError } from './settings/configurationError.ts';

/** The part of a distribution's configuration that `attachDistribution` changes. */
interface ResolvedConfig {
  readonly defaultCacheBehavior: object;
  readonly cacheBehaviors?: readonly { readonly pathPattern: string }[];
}

/** Returns the resource of a distribution that this app creates; undefined if the distribution is imported. */
export function distributionInApp(distribution: IDistribution): CfnDistribution | undefined {
  const resource = distribution.node.defaultChild;
  return CfnResource.isCfnResource(resource) ? (resource as CfnDistribution) : undefined;
}

/**
 * Attaches a log configuration to cache behaviors of a distribution in the same app, including behaviors that the app
 * adds later. A behavior that already has a log configuration keeps it, unless `replace` is true.
 *
 * @throws ConfigurationError at synth if the distribution has no behavior of a given name
 */
export function attachDistribution(
  made: CfnDistribution,
  logConfigurationArn: string,
  { behaviors, replace = false }: AttachProps,
): void {
  const before = made.distributionConfig;
  const attachTo = (config: object, name: string) => {
    if (behaviors !== undefined && !behaviors.includes(name)) return config;
    const own = { realtimeLogConfigArn: logConfigurationArn };
    return replace ? { ...config, ...own } : { ...own, ...config };
  };
  const attached: IResolvable = Lazy.uncachedAny({
    produce: (context) => {
      const config: ResolvedConfig = context.resolve(before);
      rejectMissing(behaviors ?? [], config, made.node.path);
      return {
        ...config,
        defaultCacheBehavior: attachTo(config.defaultCacheBehavior, 'default'),
        ...(config.cacheBehaviors && {
          cacheBehaviors: config.cacheBehaviors.map((one) => attachTo(one, one.pathPattern)),
        }),
      };
    },
  });
  made.distributionConfig = attached;
}

/** Returns the construct paths of those targets that are distributions of the same app. */
export function distributionsOfApp(targets: readonly Pick<AttachmentTarget, 'distributionId'>[]): string[] {
  return targets.flatMap(({ distributionId }) => {
    const token = Token.isUnresolved(distributionId) ? Tokenization.reverse(distributionId) : undefined;
    const target = token !== undefined && Reference.isReference(token) ? token.target : undefined;
    if (target === undefined || !CfnResource.isCfnResource(target)) return [];
    return target.cfnResourceType === 'AWS::CloudFront::Distribution' ? [target.node.path] : [];
  });
}

function rejectMissing(
  behaviors: readonly string[],
  { cacheBehaviors = [] }: ResolvedConfig,
  path: string,
): void {
  const names = ['default', ...cacheBehaviors.map(({ pathPattern }) => pathPattern)];
  const missing = behaviors.find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new ConfigurationError(
      'attach',
      `expected behaviors of ${path} (${names.join(', ')}), got '${missing}'`,
    );
}
