import { type BehaviorChange, type DesiredAttachment, planAttachment } from './attachmentPlan.ts';
import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Maximum number of attempts to change a distribution that others change at the same time. */
const attempts = 6;
const firstPause = 1_000;

/**
 * Errors of a conditional update that conflicts with another update (CloudFront API reference, UpdateDistribution,
 * November 2026).
 */
const overtaken = ['PreconditionFailed', 'InvalidIfMatchVersion'];

/**
 * Attaches and detaches log configurations. Reads the distribution, changes the log configurations of its behaviors and
 * nothing else, and updates it on the condition that it didn't change in the meantime. Otherwise, starts again. If
 * there are no changes, doesn't update the distribution.
 *
 * @param beforePut called with the changes before each attempt
 * @returns the changes
 * @throws Error that names a behavior that does not exist or has a foreign log configuration, before
 *   anything is changed; errors of CloudFront
 */
export async function changeDistribution<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  distributionId: string,
  desired: DesiredAttachment,
  beforePut: (changes: readonly BehaviorChange[]) => Promise<void> = async () => {},
): Promise<readonly BehaviorChange[]> {
  for (let attempt = 1; ; attempt++) {
    const { config: current, entityTag } = await calls.get(distributionId);
    const { config, changes } = planAttachment(distributionId, current, desired);
    if (changes.length === 0) return changes;
    await beforePut(changes);
    try {
      await calls.put(distributionId, config, entityTag);
      return changes;
    } catch (error) {
      if (!(error instanceof Error) || !overtaken.includes(error.name) || attempt === attempts) throw error;
      await calls.pause(firstPause * 2 ** (attempt - 1));
    }
  }
}
