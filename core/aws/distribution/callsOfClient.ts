import type { DistributionCalls, DistributionConfig } from './cloudFrontCalls.ts';

/** Options of a call. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

/** The methods of CloudFront's client that are used. */
export interface DistributionClient<Config> {
  getDistribution(
    input: { readonly Id: string },
    options: CallOptions,
  ): Promise<{
    readonly Distribution?:
      | { readonly Status: string | undefined; readonly DistributionConfig: Config | undefined }
      | undefined;
    readonly ETag?: string | undefined;
  }>;
  updateDistribution(
    input: { readonly Id: string; readonly IfMatch: string; readonly DistributionConfig: Config },
    options: CallOptions,
  ): Promise<unknown>;
}

/**
 * Creates the calls for attaching from a client.
 *
 * @param pause waits for a number of milliseconds
 * @param options options of every call
 */
export function callsOfClient<Config extends DistributionConfig>(
  client: DistributionClient<Config>,
  pause: (milliseconds: number) => Promise<void>,
  options: CallOptions = {},
): DistributionCalls<Config> {
  return {
    async get(distributionId) {
      const { Distribution, ETag } = await client.getDistribution({ Id: distributionId }, options);
      const config = Distribution?.DistributionConfig;
      if (config === undefined || ETag === undefined) {
        throw new Error(`expected the configuration of ${distributionId} and its ETag, got none`);
      }
      return { config, entityTag: ETag, isDeployed: Distribution?.Status === 'Deployed' };
    },
    async put(distributionId, config, entityTag) {
      const input = { Id: distributionId, IfMatch: entityTag, DistributionConfig: config };
      await client.updateDistribution(input, options);
    },
    pause,
  };
}
