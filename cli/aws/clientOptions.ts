import type { AwsOptions } from './awsOptions.ts';

/** The region of CloudFront's API and metrics, for every distribution. */
export const cloudFrontRegion = 'us-east-1';

/** Configuration of a client, the same for every service: `new KinesisClient(clientOptions(options))`. */
export interface ClientOptions {
  readonly region?: string;
  readonly profile?: string;
  /** Attempts for a call that AWS throttles or whose connection breaks. */
  readonly maxAttempts: number;
  /** Times in milliseconds. */
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * Options for a command's clients. `AWS_ENDPOINT_URL_*` changes their endpoints.
 *
 * @param options options of the command line
 * @param region region of a service that ignores `--region`, such as `cloudFrontRegion`
 */
export function clientOptions(options: AwsOptions, region?: string): ClientOptions {
  const chosen = region ?? options.region ?? regionOfEnvironment();
  return {
    ...(chosen !== undefined && { region: chosen }),
    ...(options.profile !== undefined && { profile: options.profile }),
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  };
}

/** The AWS CLI knows a second variable, which the SDK for JavaScript does not read. */
function regionOfEnvironment(): string | undefined {
  return process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || undefined;
}
