import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';

/** Milliseconds to wait for a connection, and for a response from S3, before a put is retried. */
const connectionTimeout = 2_000;
const requestTimeout = 10_000;

/** The clients of the AWS services that the consumer calls. Made once per process. */
export interface Clients {
  readonly s3: S3Client;
  readonly cloudWatch: CloudWatchClient;
  readonly secrets: SecretsManagerClient;
}

/**
 * Creates the clients. The SDK retries calls to S3, because a put of the same object may be repeated. It doesn't retry
 * calls to CloudWatch, because a repeated put may count twice; see `putMetrics`.
 */
export function createClients(): Clients {
  const requestHandler = { connectionTimeout, requestTimeout, throwOnRequestTimeout: true };
  return {
    s3: useLakeFolders(new S3Client({ maxAttempts: 4, requestHandler })),
    cloudWatch: new CloudWatchClient({ maxAttempts: 1, requestHandler }),
    secrets: new SecretsManagerClient({ maxAttempts: 4, requestHandler }),
  };
}
