import { CfnResource, type IResolvable, Lazy, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnDistribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { AttachProps } from './props/attachments.ts';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';
import { ConfigurationError } from './settings/configurationError.ts';

/** The part of a distribution's configuration that `attachDistribution` changes. */
interface ResolvedConfig {
  readonly defaultCacheBehavior: ResolvedBehavior;
  readonly cacheBehaviors?: readonly (ResolvedBehavior & { readonly pathPattern: string })[];
}

interface ResolvedBehavior {
  readonly realtimeLogConfigArn?: unknown;
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
 * @throws ConfigurationError at synth if the distribution has no behavior of a given name, or all its behaviors keep
 *   another log configuration
 */
export function attachDistribution(
  made: CfnDistribution,
  logConfigurationArn: string,
  { behaviors, replace = false }: AttachProps,
): void {
  const before = made.distributionConfig;
  const attachTo = (config: ResolvedBehavior, name: string): ResolvedBehavior => {
    if (behaviors !== undefined && !behaviors.includes(name)) return config;
    const own = { realtimeLogConfigArn: logConfigurationArn };
    return replace ? { ...config, ...own } : { ...own, ...config };
  };
  const attached: IResolvable = Lazy.uncachedAny({
    produce: (context) => {
      const config: ResolvedConfig = context.resolve(before);
      rejectMissing(behaviors ?? [], config, made.node.path);
      const defaultCacheBehavior = attachTo(config.defaultCacheBehavior, 'default');
      const cacheBehaviors = config.cacheBehaviors?.map((one) => attachTo(one, one.pathPattern));
      rejectUnattached(
        [defaultCacheBehavior, ...(cacheBehaviors ?? [])].map((one) => context.resolve(one)),
        context.resolve(logConfigurationArn),
        made.node.path,
      );
      return { ...config, defaultCacheBehavior, ...(cacheBehaviors && { cacheBehaviors }) };
    },
  });
  made.distributionConfig = attached;
}

/**
 * Rejects a distribution of another account, whose cache behaviors can't have the log configuration.
 *
 * @throws ConfigurationError if the accounts are known and differ
 */
export function rejectOtherAccount(scope: Construct, distribution: IDistribution): void {
  const { account } = Stack.of(scope);
  const other = distribution.env.account;
  if (account === other || Token.isUnresolved(account) || Token.isUnresolved(other)) return;
  throw new ConfigurationError(
    'attach',
    `expected a distribution in the account of the pipeline, '${account}', got one in '${other}'`,
  );
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

/** Rejects cache behaviors that all keep another log configuration. */
function rejectUnattached(behaviors: readonly ResolvedBehavior[], own: unknown, path: string): void {
  const isOwn = (arn: unknown) => JSON.stringify(arn) === JSON.stringify(own);
  if (behaviors.some(({ realtimeLogConfigArn }) => isOwn(realtimeLogConfigArn))) return;
  throw new ConfigurationError(
    'attach',
    `expected a cache behavior of ${path} without another log configuration, got none; replace: true replaces it`,
  );
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
