import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { awsCalls, createDoctorClients } from './doctor/awsCalls.ts';
import { describeFindings } from './doctor/describeFindings.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';

const help = `
Checks each step of a record's way from the distribution to the lake: attachments, pricing plan, requests, policies,
keys, stream, throttling, mapping, lag, errors, field order, quarantine, failed batches, recent files, whether the
counts add up, and the compaction. Prints a line for each check: ✓, or ✗ with what to do.

It only reads. Exit status 1 if something is wrong or couldn't be checked.

Example:
  npx cfrl doctor --region eu-west-1
`;

interface DoctorOptions extends AwsOptions, StackOption {
  readonly json?: true;
}

/** `cfrl doctor`: checks a pipeline, and says what to fix. */
export function doctorCommand(signal: AbortSignal): Command {
  const command = new Command('doctor')
    .description('Check a deployed pipeline, and say what to fix.')
    .option('--json', 'print the findings as JSON, one per line');
  addStackOption(command);
  return addAwsOptions(command)
    .addHelpText('after', help)
    .action((options: DoctorOptions) => withAwsSentences(options, () => runDoctor(options, signal)));
}

async function runDoctor(options: DoctorOptions, signal: AbortSignal): Promise<void> {
  const names = await findPipeline(new CloudFormationClient(clientOptions(options)), options.stack);
  const calls = awsCalls(createDoctorClients(options), names, signal);
  const findings = await examine({ names, calls, now: Date.now() });
  output.lines(
    options.json ? findings.map((finding) => plainJson(finding)) : describeFindings(findings, output.paint),
  );
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [wrong, unchecked] = [count('wrong'), count('unchecked')];
  if (wrong + unchecked > 0) {
    const parts = [
      ...(wrong > 0 ? [`${wrong} that something is wrong`] : []),
      ...(unchecked > 0 ? [`${unchecked} that could not be checked`] : []),
    ];
    throw new Error(`expected ${findings.length} good findings, got ${parts.join(' and ')}`);
  }
}
