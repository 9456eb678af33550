import { type AttachmentWish, type BehaviorChange, planAttachment } from './attachmentPlan.ts';
import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Attempts to change a distribution that others change at the same time. */
const attempts = 6;
const firstPause = 1_000;

/** Errors of a conditional update while others update (CloudFront API reference, UpdateDistribution, November 2026). */
const overtaken = ['PreconditionFailed', 'InvalidIfMatchVersion'];

/**
 * Attaches and detaches: reads the distribution, changes the log configurations of its behaviors and nothing
 * else, and puts it on the condition that nobody else changed it in the meantime; otherwise it starts again.
 * If nothing has to change, nothing is put.
 *
 * @param beforePut is called with the changes before each try to make them
 * @returns what changed
 * @throws Error naming a behavior that does not exist or carries a log configuration of others, before
 *   anything is changed; and what CloudFront throws
 */
export async function changeDistribution<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  distributionId: string,
  wish: AttachmentWish,
  beforePut: (changes: readonly BehaviorChange[]) => Promise<void> = async () => {},
): Promise<readonly BehaviorChange[]> {
  for (let attempt = 1; ; attempt++) {
    const { config: current, entityTag } = await calls.get(distributionId);
    const { config, changes } = planAttachment(distributionId, current, wish);
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
