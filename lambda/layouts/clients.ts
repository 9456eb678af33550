import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';

/** The clients of the AWS services that the layouts function calls. */
export interface Clients {
  readonly s3: S3Client;
  readonly cloudFront: CloudFrontClient;
}

/** Creates the clients, once per process. */
export function createClients(): Clients {
  const requestHandler = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };
  return {
    s3: useLakeFolders(new S3Client({ maxAttempts: 5, requestHandler })),
    cloudFront: new CloudFrontClient({ maxAttempts: 8, requestHandler }),
  };
}
