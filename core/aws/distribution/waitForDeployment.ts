import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Milliseconds between two checks of a distribution. */
const betweenLooks = 15_000;

/**
 * Waits until a distribution's configuration is deployed to every edge location, which takes some minutes.
 *
 * @param patience longest time to wait, in milliseconds
 * @returns whether the configuration is deployed
 */
export async function waitForDeployment<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  distributionId: string,
  patience: number,
): Promise<boolean> {
  for (let waited = 0; ; waited += betweenLooks) {
    const { isDeployed } = await calls.get(distributionId);
    if (isDeployed || waited + betweenLooks > patience) return isDeployed;
    await calls.pause(betweenLooks);
  }
}
