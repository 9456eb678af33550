import type { BehaviorConfig, DistributionConfig } from './cloudFrontCalls.ts';

/** Name of the default cache behavior. The name of any other behavior is its path pattern. */
export const defaultBehavior = 'default';

/** Cache behaviors of a distribution: all of them, or a list of names. */
export type BehaviorChoice = 'all' | readonly string[];

/** A cache behavior and its log configuration. */
export interface Behavior {
  readonly name: string;
  /** ARN of its log configuration; undefined if it has none. */
  readonly logConfiguration: string | undefined;
}

/** Returns the cache behaviors of a distribution, the default behavior first, then in order of precedence. */
export function behaviorsOf({ DefaultCacheBehavior, CacheBehaviors }: DistributionConfig): Behavior[] {
  return [DefaultCacheBehavior ?? {}, ...(CacheBehaviors?.Items ?? [])].map((config) => ({
    name: config.PathPattern ?? defaultBehavior,
    logConfiguration: config.RealtimeLogConfigArn || undefined,
  }));
}

/** Whether a choice includes a behavior. */
export function isChosen(choice: BehaviorChoice, name: string): boolean {
  return choice === 'all' || choice.includes(name);
}

/**
 * Returns a configuration with different log configurations. Nothing else changes.
 *
 * @param arns ARNs by name of the behavior; undefined for no log configuration. Behaviors that are absent don't change
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
