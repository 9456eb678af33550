import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';

/** An endpoint on this machine: it takes any credentials and has no region. */
const localEndpoint = /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|\/|$)/;

const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * A client for reading a stream. It doesn't retry calls itself, because readers share the limits of a shard;
 * see `patiently`. Where `AWS_ENDPOINT_URL_KINESIS` points to this machine, no credentials are needed.
 *
 * @param environment default that of the process
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
