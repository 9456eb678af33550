import { callsOfClient, type DistributionClient } from '../../core/aws/distribution/callsOfClient.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import type { Clock } from '../stream/clock.ts';
import type { LogConfigurationClient } from './findLogConfiguration.ts';
import type { StagingClient } from './stagingDistributions.ts';

/** The CloudFront calls for attaching and detaching. */
export interface AttachmentClient<Config>
  extends DistributionClient<Config>,
    LogConfigurationClient,
    StagingClient {}

/** Input for attaching and detaching. */
export interface AttachmentRun<Config extends DistributionConfig> {
  readonly client: AttachmentClient<Config>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Writes a line of output. */
  readonly print: (line: string) => void;
}

/** Returns the calls of a run. If a distribution doesn't exist, the error contains its ID. */
export function callsOfRun<Config extends DistributionConfig>({
  client,
  clock,
  signal,
}: AttachmentRun<Config>): DistributionCalls<Config> {
  const calls = callsOfClient(client, (milliseconds) => clock.sleep(milliseconds, signal), {
    abortSignal: signal,
  });
  return {
    ...calls,
    get: (id) =>
      calls.get(id).catch((error) => {
        if (!(error instanceof Error) || error.name !== 'NoSuchDistribution') throw error;
        throw new Error(`expected a distribution of this account, got '${id}', which does not exist`);
      }),
  };
}
