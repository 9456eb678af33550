import type { Command } from 'commander';
import { type BehaviorChoice, defaultBehavior } from '../../core/aws/distribution/behaviors.ts';
import { defaultPipelineName } from '../../core/metrics/healthDefinitions.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { type AwsOptions, addAwsOptions } from '../aws/awsOptions.ts';

/** Options that `cfrl attach` and `cfrl detach` share, as commander reads them. */
export interface AttachmentOptions extends AwsOptions {
  readonly behaviors: BehaviorChoice;
  /** Name of the log configuration. */
  readonly name: string;
  readonly staging?: true;
  readonly wait?: true;
  readonly dryRun?: true;
}

/** Adds the options that attaching and detaching share. */
export function addAttachmentOptions(command: Command): Command {
  command
    .option(
      '--behaviors <LIST>',
      `all, or cache behaviors separated by commas: ${defaultBehavior} or path patterns`,
      readBehaviors,
      'all',
    )
    .option(
      '--name <NAME>',
      "name of the log configuration: the pipeline's option 'name'",
      defaultPipelineName,
    )
    .option('--staging', 'also change the staging distributions of their continuous deployments')
    .option('--wait', 'wait until every edge location has the change')
    .option('--dry-run', 'print what would change, and change nothing');
  return addAwsOptions(command);
}

/**
 * Checks that all values are distribution IDs, and different.
 *
 * @param option name of the option with the values; undefined if they are arguments
 * @throws UsageError if a value is something else, or is given twice
 */
export function requireDistributionIds(distributionIds: readonly string[], option?: string): void {
  const start = option === undefined ? '' : `${option}: `;
  const other = distributionIds.find((id) => !/^E[A-Z0-9]{5,30}$/.test(id));
  if (other !== undefined)
    throw new UsageError(`${start}expected a distribution ID such as E2EXAMPLE, got '${other}'`);
  const repeated = distributionIds.find((id, index) => distributionIds.indexOf(id) < index);
  if (repeated !== undefined)
    throw new UsageError(`${start}expected each distribution once, got '${repeated}' twice`);
}

function readBehaviors(value: string): BehaviorChoice {
  if (value === 'all') return 'all';
  const names = value.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new UsageError(
    `--behaviors: expected all, or cache behaviors such as ${defaultBehavior},/images/*, got '${value}'`,
  );
}
