import { type AttachmentWish, planAttachment } from '../../core/aws/distribution/attachmentPlan.ts';
import { changeDistribution } from '../../core/aws/distribution/changeDistribution.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { waitForDeployment } from '../../core/aws/distribution/waitForDeployment.ts';
import { describeChange } from './describeChange.ts';

/** Longest time to wait for a distribution, in milliseconds. A deployment takes some minutes. */
const patience = 45 * 60_000;

/** A change to make on distributions, and how. */
export interface DistributionsChange<Config extends DistributionConfig> {
  readonly calls: DistributionCalls<Config>;
  readonly distributionIds: readonly string[];
  /** Plans the change of a distribution. It can refuse one that isn't as the command expects. */
  readonly wishFor: (distributionId: string, config: Config) => AttachmentWish;
  /** Report what would change, and change nothing. */
  readonly dryRun: boolean;
  /** Wait until every edge location has the change. */
  readonly wait: boolean;
  /** Writes a line of output. */
  readonly print: (line: string) => void;
}

/**
 * Changes distributions one after another. All of them are checked before the first is changed, so an error
 * in one changes none.
 *
 * @throws Error that says what is wrong
 */
export async function changeDistributions<Config extends DistributionConfig>(
  change: DistributionsChange<Config>,
): Promise<void> {
  const { calls, distributionIds, wishFor, print } = change;
  const wishes = new Map<string, AttachmentWish>();
  for (const id of distributionIds) {
    const { config } = await calls.get(id);
    const wish = wishFor(id, config);
    const { changes } = planAttachment(id, config, wish);
    wishes.set(id, wish);
    if (changes.length === 0) print(`${id}: nothing to change`);
    if (change.dryRun) for (const one of changes) print(describeChange(id, one, false));
  }
  if (change.dryRun) return;
  const changed: string[] = [];
  for (const [id, wish] of wishes) {
    const changes = await changeDistribution(calls, id, wish);
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
  if (!(await waitForDeployment(calls, id, patience))) {
    throw new Error(
      `expected ${id} to be deployed within ${patience / 60_000} minutes, got InProgress; the change was made, check ` +
        'the distribution in the CloudFront console',
    );
  }
  print(`${id}: deployed`);
}
