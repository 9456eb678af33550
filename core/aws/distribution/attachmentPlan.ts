import { didYouMean } from '../../suggestion.ts';
import { type BehaviorChoice, behaviorsOf, isChosen, withLogConfigurations } from './behaviors.ts';
import type { DistributionConfig } from './cloudFrontCalls.ts';

/** The distribution doesn't have a named behavior. */
export class UnknownBehaviorError extends Error {
  override readonly name = 'UnknownBehaviorError';
}

/** A behavior to attach already has another log configuration. */
export class TakenBehaviorError extends Error {
  override readonly name = 'TakenBehaviorError';
}

/** The desired log configurations of a distribution. */
export interface DesiredAttachment {
  /** ARN of the log configuration to attach. */
  readonly logConfiguration: string;
  /** Behaviors to attach. */
  readonly attach: BehaviorChoice;
  /** Behaviors to detach from our log configurations, unless they are in `attach`. */
  readonly detach: BehaviorChoice;
  /** ARNs of our log configurations, which may be moved or detached without confirmation. */
  readonly ours: readonly string[];
  /** Whether log configurations that are not ours are replaced. */
  readonly replace: boolean;
  /** Behaviors of `attach` that are skipped if the distribution does not have them. @default none */
  readonly mayBeMissing?: BehaviorChoice;
  /** Previous ARNs by behavior, to restore when a behavior is detached. @default none */
  readonly restore?: ReadonlyMap<string, string>;
  /** Whether behaviors of `attach` with foreign log configurations are left unchanged. @default false */
  readonly keepOthers?: boolean;
}

/** A behavior whose log configuration changes. `from` and `to` are ARNs; undefined for no log configuration. */
export interface BehaviorChange {
  readonly behavior: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A changed configuration and the changes. */
export interface AttachmentPlan<Config> {
  readonly config: Config;
  readonly changes: readonly BehaviorChange[];
}

/**
 * Plans the changes to the desired state. Behaviors that are already in that state don't change.
 *
 * @throws Error that names a behavior that does not exist or has a foreign log configuration
 */
export function planAttachment<Config extends DistributionConfig>(
  distributionId: string,
  config: Config,
  desired: DesiredAttachment,
): AttachmentPlan<Config> {
  const behaviors = behaviorsOf(config);
  rejectUnknown(
    distributionId,
    withoutMissing(desired),
    behaviors.map(({ name }) => name),
  );
  const changes: BehaviorChange[] = [];
  for (const { name, logConfiguration: from } of behaviors) {
    const to = targetOf(distributionId, name, from, desired);
    if (to !== from) changes.push({ behavior: name, from, to });
  }
  const arns = new Map(changes.map(({ behavior, to }) => [behavior, to]));
  return { config: withLogConfigurations(config, arns), changes };
}

/** Returns the behaviors that a distribution must have. */
function withoutMissing({ attach, mayBeMissing = [] }: DesiredAttachment): BehaviorChoice {
  return attach === 'all' ? attach : attach.filter((name) => !isChosen(mayBeMissing, name));
}

function targetOf(
  distributionId: string,
  name: string,
  current: string | undefined,
  {
    logConfiguration,
    attach,
    detach,
    ours,
    replace,
    restore,
    keepOthers: leaveOthers = false,
  }: DesiredAttachment,
): string | undefined {
  const isOurs = current !== undefined && ours.includes(current);
  if (!isChosen(attach, name)) return isOurs && isChosen(detach, name) ? restore?.get(name) : current;
  if (current === undefined || current === logConfiguration || isOurs || replace) return logConfiguration;
  if (leaveOthers) return current;
  throw new TakenBehaviorError(
    `expected the behavior '${name}' of ${distributionId} without a log configuration, got ${nameOf(current)}; ` +
      'replace it (--replace, or replace: true in attachTo) or leave the behavior out',
  );
}

/**
 * Rejects behaviors that a distribution doesn't have.
 *
 * @param existing names of the distribution's behaviors
 * @throws Error that names the first unknown behavior, and the existing ones
 */
export function rejectUnknown(
  distributionId: string,
  choice: BehaviorChoice,
  existing: readonly string[],
): void {
  if (choice === 'all') return;
  const unknown = choice.find((name) => !existing.includes(name));
  if (unknown === undefined) return;
  throw new UnknownBehaviorError(
    `expected a behavior of ${distributionId} (${existing.join(', ')}), got '${unknown}'${didYouMean(unknown, existing)}`,
  );
}

/**
 * Returns the name of a log configuration, given its ARN, `arn:aws:cloudfront::111122223333:realtime-log-config/NAME`.
 */
export function nameOf(logConfigurationArn: string): string {
  return logConfigurationArn.slice(logConfigurationArn.lastIndexOf('/') + 1);
}
