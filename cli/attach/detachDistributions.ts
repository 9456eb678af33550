import { type DesiredAttachment, nameOf, rejectUnknown } from '../../core/aws/distribution/attachmentPlan.ts';
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
 * Detaches a log configuration from behaviors of distributions. Other log configurations don't change.
 *
 * @param distributionIds empty with the option `everywhere`
 * @throws Error if a distribution or behavior doesn't exist, or a given behavior has another log configuration
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
  if (ids.length === 0) run.print(`No distribution has the log configuration ${name}`);
  await changeDistributions({
    calls,
    distributionIds: ids,
    desiredFor: (id, config) => desiredAfterDetaching(id, config, behaviors, arn),
    dryRun: dryRun === true,
    wait: wait === true,
    print: run.print,
  });
}

function desiredAfterDetaching(
  id: string,
  config: DistributionConfig,
  behaviors: BehaviorChoice,
  arn: string,
): DesiredAttachment {
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
      `expected the behavior '${name}' of ${id} to have the log configuration ${nameOf(arn)}, got ${other}; to detach it, use --name ${other}`,
    );
  }
  return { logConfiguration: arn, attach: [], detach: behaviors, ours: [arn], replace: false };
}
