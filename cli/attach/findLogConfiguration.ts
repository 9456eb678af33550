import { NoSuchRealtimeLogConfig } from '@aws-sdk/client-cloudfront';

/** The CloudFront calls used here. */
export interface LogConfigurationClient {
  getRealtimeLogConfig(input: {
    Name: string;
  }): Promise<{ readonly RealtimeLogConfig?: { readonly ARN: string | undefined } | undefined }>;
}

/**
 * Returns the ARN of the log configuration with a name.
 *
 * @throws Error if the account has no such log configuration
 */
export async function findLogConfiguration(client: LogConfigurationClient, name: string): Promise<string> {
  const { RealtimeLogConfig } = await client.getRealtimeLogConfig({ Name: name }).catch((error) => {
    if (!(error instanceof NoSuchRealtimeLogConfig)) throw error;
    return { RealtimeLogConfig: undefined };
  });
  if (RealtimeLogConfig?.ARN !== undefined) return RealtimeLogConfig.ARN;
  throw new Error(
    `expected the log configuration '${name}' in this account, got none; deploy the pipeline, or set --name to the name ` +
      'of its log configuration',
  );
}
