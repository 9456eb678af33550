import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';

/** Matches an endpoint on this machine, which accepts any credentials and has no region. */
const localEndpoint = /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|\/|$)/;

const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Creates a client for reading a stream. The client doesn't retry calls, because readers share the limits of a shard; see
 * `callWithRetries`. If `AWS_ENDPOINT_URL_KINESIS` is an address of this machine, no credentials are needed.
 *
 * @param environment environment variables. Default: those of the process
 */
export function kinesisClient(
  options: AwsOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): KinesisClient {
  const settings = { ...clientOptions(options), maxAttempts: 1 };
  const endpoint = environment['AWS_ENDPOINT_URL_KINESIS'] || environment['AWS_ENDPOINT_URL'] || '';
  const named = options.profile ?? environment['AWS_PROFILE'] ?? environment['AWS_ACCESS_KEY_ID'];
  if (!localEndpoint.test(endpoint) || named !== undefined) return new KinesisClient(settings);
  return new KinesisClient({ region: 'us-east-1', ...settings, credentials: localCredentials });
}
