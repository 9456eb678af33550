import { CloudFront } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { guardSettings } from '../../core/aws/distribution/guardSettings.ts';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';

/** The clients of the AWS services that the attachment function calls. */
export interface Clients {
  readonly cloudFront: CloudFront;
  readonly s3: S3Client;
}

/** Creates the clients, once per process. CloudFront allows few calls per second, so its client retries often. */
export function createClients(): Clients {
  const requestHandler = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
  const cloudFront = new CloudFront({ maxAttempts: 10, requestHandler });
  guardSettings(cloudFront);
  return { cloudFront, s3: useLakeFolders(new S3Client({ maxAttempts: 5, requestHandler })) };
}
