import { type AttachmentWish, nameOf, rejectUnknown } from '../../core/aws/distribution/attachmentPlan.ts';
import { type BehaviorChoice, behaviorsOf } from '../../core/aws/distribution/behaviors.ts';
import type { DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import type { AttachmentOptions } from './attachmentOptions.ts';
import { type AttachmentRun, callsOfRun } from './attachmentRun.ts';
import { changeDistributions } from './changeDistributions.ts';
import { findLogConfiguration } from './findLogConfiguration.ts';
import { listAttached } from './listDistributions.ts';
import { withStaging } from './stagingDistributions.ts';

/** Options of `cfrl detach`, as commander reads them. */
export interface DetachOptions extends AttachmentOptions {
  readonly everywhere?: true;
}

/**
 * Detaches a log configuration from behaviors of distributions. Other log configurations stay.
 *
 * @param distributionIds empty to detach everywhere
 * @throws Error that names a distribution or behavior that doesn't exist or has another log configuration
 */
export async function detachDistributions<Config extends DistributionConfig>(
  run: AttachmentRun<Config>,
  distributionIds: readonly string[],
  { name, behaviors, everywhere, staging, dryRun, wait }: DetachOptions,
): Promise<void> {
  const arn = await findLogConfiguration(run.client, name);
  const calls = callsOfRun(run);
  let ids = distributionIds;
  if (everywhere) ids = (await listAttached(run.client, arn)).map(({ id }) => id);
  else if (staging) ids = await withStaging(run.client, calls, distributionIds);
  if (ids.length === 0) run.print(`No distribution carries ${name}`);
  await changeDistributions({
    calls,
    distributionIds: ids,
    wishFor: (id, config) => wishToDetach(id, config, behaviors, arn),
    dryRun: dryRun === true,
    wait: wait === true,
    print: run.print,
  });
}

function wishToDetach(
  id: string,
  config: DistributionConfig,
  behaviors: BehaviorChoice,
  arn: string,
): AttachmentWish {
  const existing = behaviorsOf(config);
  rejectUnknown(
    id,
    behaviors,
    existing.map((behavior) => behavior.name),
  );
  for (const { name, logConfiguration } of existing) {
    const isNamed = behaviors !== 'all' && behaviors.includes(name);
    if (!isNamed || logConfiguration === undefined || logConfiguration === arn) continue;
    const other = nameOf(logConfiguration);
    throw new Error(
      `expected the behavior '${name}' of ${id} to carry ${nameOf(arn)}, got ${other}; detach that one with --name ${other}`,
    );
  }
  return { logConfiguration: arn, attach: [], detach: behaviors, ours: [arn], replace: false };
}
