import type { Command } from 'commander';
import { UsageError } from '../../terminal/usageError.ts';

/** Options of every command that calls AWS, as commander reads them. */
export interface AwsOptions {
  /** Region of the pipeline. Default: the region of the environment or profile. */
  readonly region?: string;
  /** Profile of the AWS configuration files. Default: the profile of the environment. */
  readonly profile?: string;
}

/** Adds `--region` and `--profile` to a command that calls AWS. */
export function addAwsOptions(command: Command): Command {
  return command
    .option(
      '--region <REGION>',
      "region of the pipeline (default: AWS_REGION, or the profile's region)",
      readRegion,
    )
    .option('--profile <NAME>', 'profile of the AWS configuration files (default: AWS_PROFILE)');
}

function readRegion(value: string): string {
  if (/^[a-z]{2,3}(-[a-z]+)+-\d+$/.test(value)) return value;
  throw new UsageError(`--region: expected a region such as eu-west-1, got '${value}'`);
}
