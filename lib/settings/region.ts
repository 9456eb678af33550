import { Token } from 'aws-cdk-lib';
import { ConfigurationError } from './configurationError.ts';

/**
 * Rejects a region without real-time log configurations: `AWS::CloudFront::RealtimeLogConfig` is missing in both GovCloud
 * regions (CloudFormation resource specification, November 2026). A region that is known only at deployment is accepted.
 *
 * @throws ConfigurationError if the region is a GovCloud region
 */
export function rejectRegion(region: string): void {
  if (Token.isUnresolved(region) || !region.startsWith('us-gov-')) return;
  throw new ConfigurationError(
    'region',
    `expected a region with CloudFront real-time log configurations, got '${region}'; GovCloud has none`,
  );
}
