import { CloudFront } from '@aws-sdk/client-cloudfront';
import { guardSettings } from '../../core/aws/distribution/guardSettings.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions, cloudFrontRegion } from '../aws/clientOptions.ts';

/** Creates a CloudFront client that fails instead of dropping settings that the SDK doesn't know. */
export function createCloudFront(options: AwsOptions): CloudFront {
  const client = new CloudFront(clientOptions(options, cloudFrontRegion));
  guardSettings(client);
  return client;
}
