import { NoSuchRealtimeLogConfig } from '@aws-sdk/client-cloudfront';

/** The calls of the CloudFront client that are used here. */
export interface LogConfigurationClient {
  getRealtimeLogConfig(input: {
    Name: string;
  }): Promise<{ readonly RealtimeLogConfig?: { readonly ARN: string | undefined } | undefined }>;
}

/**
 * The ARN of a log configuration by its name.
 *
 * @throws Error if the account has no log configuration of that name
 */
export async function findLogConfiguration(client: LogConfigurationClient, name: string): Promise<string> {
  const { RealtimeLogConfig } = await client.getRealtimeLogConfig({ Name: name }).catch((error) => {
    if (!(error instanceof NoSuchRealtimeLogConfig)) throw error;
    return { RealtimeLogConfig: undefined };
  });
  if (RealtimeLogConfig?.ARN !== undefined) return RealtimeLogConfig.ARN;
  throw new Error(
    `expected the log configuration '${name}' in this account, got none; deploy the pipeline, or name its log ` +
      'configuration with --name',
  );
}
