import type { DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import type { AttachmentOptions } from './attachmentOptions.ts';
import { type AttachmentRun, callsOfRun } from './attachmentRun.ts';
import { changeDistributions } from './changeDistributions.ts';
import { findLogConfiguration } from './findLogConfiguration.ts';
import { withStaging } from './stagingDistributions.ts';

/** Options of `cfrl attach`, as commander reads them. */
export interface AttachOptions extends AttachmentOptions {
  readonly replace?: true;
}

/**
 * Attaches a log configuration to behaviors of distributions.
 *
 * @throws Error if a distribution or behavior doesn't exist, or a behavior has another log configuration
 */
export async function attachDistributions<Config extends DistributionConfig>(
  run: AttachmentRun<Config>,
  distributionIds: readonly string[],
  { name, behaviors, replace, staging, dryRun, wait }: AttachOptions,
): Promise<void> {
  const arn = await findLogConfiguration(run.client, name);
  const calls = callsOfRun(run);
  await changeDistributions({
    calls,
    distributionIds: staging ? await withStaging(run.client, calls, distributionIds) : distributionIds,
    desiredFor: () => ({
      logConfiguration: arn,
      attach: behaviors,
      detach: [],
      ours: [arn],
      replace: replace === true,
    }),
    dryRun: dryRun === true,
    wait: wait === true,
    print: run.print,
  });
}
