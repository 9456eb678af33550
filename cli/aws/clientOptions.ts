import type { AwsOptions } from './awsOptions.ts';

/** The region of CloudFront's API and metrics. */
export const cloudFrontRegion = 'us-east-1';

/** Configuration of a client, the same for every service: `new KinesisClient(clientOptions(options))`. */
export interface ClientOptions {
  readonly region?: string;
  readonly profile?: string;
  /** Maximum attempts for a call that AWS throttles or whose connection fails. */
  readonly maxAttempts: number;
  /** Timeouts in milliseconds. */
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  /** Without it, the SDK prints its own warnings about credentials. */
  readonly logger: typeof silentLogger;
}

function ignore(): void {}

const silentLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore } as const;

/**
 * Returns the configuration of a command's clients. The SDK also reads endpoints from `AWS_ENDPOINT_URL_*`.
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
    logger: silentLogger,
  };
}

/** Also reads AWS_DEFAULT_REGION, like the AWS CLI. The SDK for JavaScript ignores it. */
function regionOfEnvironment(): string | undefined {
  return process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || undefined;
}
