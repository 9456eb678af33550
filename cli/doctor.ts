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
Follows the way of a record from the distribution to the lake and looks whether everything on it is as it must be:
attachments, pricing plan, requests, policies, keys, stream, throttling, mapping, lag, errors, field order,
quarantine, failed batches, fresh files, and whether the count adds up. A line a check: ✓, or ✗ with what to do.

It only reads. Exit status 1 where something is wrong.

Example:
  npx cfrl doctor --region eu-west-1
`;

interface DoctorOptions extends AwsOptions, StackOption {
  readonly json?: true;
}

/** `cfrl doctor`: what is wrong with a pipeline, and what to do. */
export function doctorCommand(signal: AbortSignal): Command {
  const command = new Command('doctor')
    .description('Tell what is wrong with a deployed pipeline, and what to do.')
    .option('--json', 'write the findings as JSON, one a line');
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
