import type { AwsOptions } from './awsOptions.ts';

/** The region of CloudFront's interface and of its metrics, wherever a distribution serves. */
export const cloudFrontRegion = 'us-east-1';

/** Configuration of a client, the same for every service: `new KinesisClient(clientOptions(options))`. */
export interface ClientOptions {
  readonly region?: string;
  readonly profile?: string;
  /** Tries of a call that AWS throttles or that breaks off. */
  readonly maxAttempts: number;
  /** Times in milliseconds. */
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * How a command's clients are made. Endpoints can be pointed elsewhere by `AWS_ENDPOINT_URL_*`.
 *
 * @param options what the command line says
 * @param region where the service is whatever the command line says, as `cloudFrontRegion` for CloudFront
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
