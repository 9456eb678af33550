import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { Command } from 'commander';
import { addHelp } from '../terminal/helpText.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { addAttachmentOptions, requireDistributionIds } from './attach/attachmentOptions.ts';
import type { AttachmentRun } from './attach/attachmentRun.ts';
import { createCloudFront } from './attach/cloudFrontClient.ts';
import { type DetachOptions, detachDistributions } from './attach/detachDistributions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { rejectTogether } from './optionRules.ts';
import { systemClock } from './stream/clock.ts';

const help = `
Other log configurations and other settings of a distribution don't change. CloudFront can't delete a log configuration
while a behavior has it: detach it everywhere before you delete the stack. Distributions in the pipeline option attachTo
are detached when you delete the stack or remove their entry.

Examples:
  npx cfrl detach --behaviors '/images/*' E2EXAMPLE
  npx cfrl detach --everywhere --wait
`;

/** `cfrl detach`: detaches the log configuration from cache behaviors of distributions. */
export function detachCommand(signal: AbortSignal): Command {
  const command = new Command('detach')
    .description('Detach the log configuration from cache behaviors of distributions.')
    .argument('[DISTRIBUTION...]', 'IDs of distributions')
    .option('--everywhere', 'detach from every distribution that has it');
  return addHelp(addAttachmentOptions(command), help).action(
    (distributionIds: readonly string[], options: DetachOptions) => {
      rejectUnclearTargets(command, distributionIds, options);
      const run: AttachmentRun<DistributionConfig> = {
        client: createCloudFront(options),
        clock: systemClock,
        signal,
        print: (line) => output.line(line),
      };
      return withAwsSentences(options, () => detachDistributions(run, distributionIds, options));
    },
  );
}

function rejectUnclearTargets(
  command: Command,
  distributionIds: readonly string[],
  { everywhere }: DetachOptions,
): void {
  requireDistributionIds(distributionIds);
  if (!everywhere && distributionIds.length === 0) {
    throw new UsageError(
      "expected IDs of distributions, or --everywhere, got none; see 'cfrl detach --help'",
    );
  }
  if (everywhere && distributionIds.length > 0) {
    throw new UsageError(`--everywhere: expected no IDs of distributions, got '${distributionIds[0]}'`);
  }
  rejectTogether(command, '--everywhere', ['--staging', '--behaviors']);
}
