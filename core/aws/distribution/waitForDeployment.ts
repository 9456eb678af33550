import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Milliseconds between two checks of a distribution. */
const betweenLooks = 15_000;

/**
 * Waits until every edge location has a distribution's configuration, which takes some minutes.
 *
 * @param patience longest time to wait, in milliseconds
 * @returns whether it is deployed
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
