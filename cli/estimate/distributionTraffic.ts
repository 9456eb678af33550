import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { addMinutes, daysOfTraffic, type Rates, ratesOf, readMinutes } from './traffic.ts';

/**
 * Reads the requests per second of all given distributions together from CloudFront's metrics.
 *
 * @param cloudWatch client in us-east-1, to which CloudFront sends all metrics (CloudFront developer guide, 'CloudFront
 *   metrics', November 2026)
 * @param now epoch milliseconds
 * @throws Error if no distribution had requests
 */
export async function readDistributionTraffic(
  cloudWatch: CloudWatchClient,
  distributionIds: readonly string[],
  now: number,
): Promise<Rates> {
  const all = await Promise.all(
    distributionIds.map((id) =>
      readMinutes(
        cloudWatch,
        {
          namespace: 'AWS/CloudFront',
          name: 'Requests',
          dimensions: [
            { Name: 'DistributionId', Value: id },
            { Name: 'Region', Value: 'Global' },
          ],
        },
        now,
      ),
    ),
  );
  const rates = ratesOf(addMinutes(all), now);
  if (rates !== undefined) return rates;
  throw new Error(
    `expected requests of ${distributionIds.join(', ')} in the last ${daysOfTraffic} days, got none; check the ID and ` +
      'the account, or use --requests-per-second',
  );
}
