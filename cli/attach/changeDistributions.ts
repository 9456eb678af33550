import {
  type BehaviorChange,
  type DesiredAttachment,
  nameOf,
  planAttachment,
} from '../../core/aws/distribution/attachmentPlan.ts';
import { changeDistribution } from '../../core/aws/distribution/changeDistribution.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { waitForDeployment } from '../../core/aws/distribution/waitForDeployment.ts';

/** Maximum time to wait for the deployment of a distribution, in milliseconds. It usually takes some minutes. */
const longestDeployment = 45 * 60_000;

/** A change of distributions. */
export interface DistributionsChange<Config extends DistributionConfig> {
  readonly calls: DistributionCalls<Config>;
  readonly distributionIds: readonly string[];
  /** Returns the wanted attachment of a distribution. It throws if the distribution isn't as the command expects. */
  readonly desiredFor: (distributionId: string, config: Config) => DesiredAttachment;
  /** Whether to print what would change, and change nothing. */
  readonly dryRun: boolean;
  /** Whether to wait until every edge location has the change. */
  readonly wait: boolean;
  /** Writes a line of output. */
  readonly print: (line: string) => void;
}

/**
 * Changes distributions one after another. All distributions are checked first: if one can't be changed, none is.
 *
 * @throws Error if a distribution can't be changed, or isn't deployed in time
 */
export async function changeDistributions<Config extends DistributionConfig>(
  change: DistributionsChange<Config>,
): Promise<void> {
  const { calls, distributionIds, desiredFor, print } = change;
  const desiredById = new Map<string, DesiredAttachment>();
  for (const id of distributionIds) {
    const { config } = await calls.get(id);
    const desired = desiredFor(id, config);
    const { changes } = planAttachment(id, config, desired);
    desiredById.set(id, desired);
    if (changes.length === 0) print(`${id}: nothing to change`);
    if (change.dryRun) for (const one of changes) print(describeChange(id, one, false));
  }
  if (change.dryRun) return;
  const changed: string[] = [];
  for (const [id, desired] of desiredById) {
    const changes = await changeDistribution(calls, id, desired);
    for (const one of changes) print(describeChange(id, one, true));
    if (changes.length > 0) changed.push(id);
  }
  if (!change.wait) {
    if (changed.length > 0) print('Every edge location will have the change within minutes.');
    return;
  }
  for (const id of changed) await waitFor(calls, id, print);
}

async function waitFor<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  id: string,
  print: (line: string) => void,
): Promise<void> {
  if (!(await waitForDeployment(calls, id, longestDeployment))) {
    throw new Error(
      `expected ${id} to be deployed within ${longestDeployment / 60_000} minutes, got InProgress; the change was made, check ` +
        'the distribution in the CloudFront console',
    );
  }
  print(`${id}: deployed`);
}

/**
 * Returns a line about the change of a behavior, such as `E2EXAMPLE /images/*: attached to logs`.
 *
 * @param isDone whether the change was made; false for a dry run
 */
function describeChange(
  distributionId: string,
  { behavior, from, to }: BehaviorChange,
  isDone: boolean,
): string {
  const would = isDone ? '' : 'would be ';
  return `${distributionId} ${behavior}: ${would}${describeMove(from, to)}`;
}

function describeMove(from: string | undefined, to: string | undefined): string {
  if (to === undefined) return `detached from ${nameOf(from ?? '')}`;
  if (from === undefined) return `attached to ${nameOf(to)}`;
  return `moved from ${nameOf(from)} to ${nameOf(to)}`;
}
