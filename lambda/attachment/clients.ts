import { CloudFront } from '@aws-sdk/client-cloudfront';
import { guardSettings } from '../../core/aws/distribution/guardSettings.ts';

/** Makes CloudFront's client, once a process. It tries long, since CloudFront allows few calls a second. */
export function createClient(): CloudFront {
  const client = new CloudFront({
    maxAttempts: 10,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  guardSettings(client);
  return client;
}
