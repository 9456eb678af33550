import type { BehaviorConfig, DistributionConfig } from './cloudFrontCalls.ts';

/** Name of the default cache behavior; the others are named by their path patterns. */
export const defaultBehavior = 'default';

/** Cache behaviors of a distribution: all of them, or those of these names. */
export type BehaviorChoice = 'all' | readonly string[];

/** A cache behavior and what it carries. */
export interface Behavior {
  readonly name: string;
  /** ARN of its log configuration; undefined if it has none. */
  readonly logConfiguration: string | undefined;
}

/** The cache behaviors of a distribution, the default one first, then in their order of precedence. */
export function behaviorsOf({ DefaultCacheBehavior, CacheBehaviors }: DistributionConfig): Behavior[] {
  return [DefaultCacheBehavior ?? {}, ...(CacheBehaviors?.Items ?? [])].map((config) => ({
    name: config.PathPattern ?? defaultBehavior,
    logConfiguration: config.RealtimeLogConfigArn || undefined,
  }));
}

/** Whether a choice has a behavior. */
export function isChosen(choice: BehaviorChoice, name: string): boolean {
  return choice === 'all' || choice.includes(name);
}

/**
 * The same configuration with other log configurations, and nothing else changed.
 *
 * @param arns by names of behaviors; undefined for none. Behaviors that are not among them stay as they are
 */
export function withLogConfigurations<Config extends DistributionConfig>(
  config: Config,
  arns: ReadonlyMap<string, string | undefined>,
): Config {
  const changed = (behavior: BehaviorConfig): BehaviorConfig => {
    const name = behavior.PathPattern ?? defaultBehavior;
    if (!arns.has(name)) return behavior;
    const { RealtimeLogConfigArn: _, ...rest } = behavior;
    const arn = arns.get(name);
    return arn === undefined ? rest : { ...rest, RealtimeLogConfigArn: arn };
  };
  const { DefaultCacheBehavior, CacheBehaviors } = config;
  return {
    ...config,
    ...(DefaultCacheBehavior && { DefaultCacheBehavior: changed(DefaultCacheBehavior) }),
    ...(CacheBehaviors?.Items && {
      CacheBehaviors: { ...CacheBehaviors, Items: CacheBehaviors.Items.map(changed) },
    }),
  };
}
