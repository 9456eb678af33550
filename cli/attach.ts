import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { Command } from 'commander';
import { addHelp } from '../terminal/helpText.ts';
import { output } from '../terminal/printer.ts';
import { type AttachOptions, attachDistributions } from './attach/attachDistributions.ts';
import { addAttachmentOptions, requireDistributionIds } from './attach/attachmentOptions.ts';
import type { AttachmentRun } from './attach/attachmentRun.ts';
import { createCloudFront } from './attach/cloudFrontClient.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { systemClock } from './stream/clock.ts';

const help = `
Only the log configuration of cache behaviors changes. If a behavior has another log configuration, the command fails,
unless you use --replace. Distributions on flat-rate plans don't support real-time logs. Behaviors that you add later
are not attached automatically.

If CDK, CloudFormation, or Terraform manages the distribution, attach the log configuration there: otherwise, the next
deployment with that tool can undo the change.

Examples:
  npx cfrl attach --behaviors 'default,/images/*' E2EXAMPLE
  npx cfrl attach --dry-run E2EXAMPLE E3EXAMPLE
`;

/** `cfrl attach`: attaches the log configuration to cache behaviors of distributions. */
export function attachCommand(signal: AbortSignal): Command {
  const command = new Command('attach')
    .description('Attach the log configuration to cache behaviors of distributions.')
    .argument('<DISTRIBUTION...>', 'IDs of distributions')
    .option('--replace', 'replace other log configurations');
  return addHelp(addAttachmentOptions(command), help).action(
    (distributionIds: readonly string[], options: AttachOptions) => {
      requireDistributionIds(distributionIds);
      const run: AttachmentRun<DistributionConfig> = {
        client: createCloudFront(options),
        clock: systemClock,
        signal,
        print: (line) => output.line(line),
      };
      return withAwsSentences(options, () => attachDistributions(run, distributionIds, options));
    },
  );
}
