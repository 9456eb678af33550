import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Milliseconds between two checks of a distribution. */
const pollInterval = 15_000;

/**
 * Waits until a distribution's configuration is deployed to every edge location, which takes some minutes.
 *
 * @param maxWait longest time to wait, in milliseconds
 * @returns whether the configuration is deployed
 */
export async function waitForDeployment<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  distributionId: string,
  maxWait: number,
): Promise<boolean> {
  for (let waited = 0; ; waited += pollInterval) {
    const { isDeployed } = await calls.get(distributionId);
    if (isDeployed || waited + pollInterval > maxWait) return isDeployed;
    await calls.pause(pollInterval);
  }
}
