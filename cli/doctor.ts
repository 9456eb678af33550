import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { awsCalls, createDoctorClients, type DoctorClients } from './doctor/awsCalls.ts';
import { describeFindings } from './doctor/describeFindings.ts';
import { getMapping } from './doctor/destinationCalls.ts';
import type { DoctorCalls } from './doctor/doctorCalls.ts';
import { examine } from './doctor/examine.ts';
import { examineDestination } from './doctor/examineDestination.ts';
import type { Finding } from './doctor/finding.ts';
import { findDestination } from './pipeline/findDestination.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { S3Objects } from './replay/s3Objects.ts';

const help = `
Checks each step from the distribution to the lake: attachments, pricing plan, requests, policies, keys, stream,
throttling, event source mapping, lag, errors, field order, quarantine, failed batches, recent files, whether the counts
add up, and the compaction. Prints a line for each check: ✓, or ✗ with the fix.

With --destination, it checks a destination: for direct delivery, the mapping, lag, errors, failed batches, and rejected
documents; for Firehose, freshness, errors, and failures.

It changes nothing. Exit status 1 if something is wrong or couldn't be checked.

Example:
  npx cfrl doctor --region eu-west-1
`;

interface DoctorOptions extends AwsOptions, StackOption {
  readonly destination?: string;
  readonly json?: true;
}

/** `cfrl doctor`: checks a pipeline, and prints what to fix. */
export function doctorCommand(signal: AbortSignal): Command {
  const command = new Command('doctor')
    .description('Check a deployed pipeline, and print what to fix.')
    .option('--destination <NAME>', 'check this destination instead of the lake')
    .option('--json', 'print the findings as JSON, one per line');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((options: DoctorOptions) =>
    withAwsSentences(options, () => runDoctor(options, signal)),
  );
}

async function runDoctor(options: DoctorOptions, signal: AbortSignal): Promise<void> {
  const cloudFormation = new CloudFormationClient(clientOptions(options));
  const names = await findPipeline(cloudFormation, options.stack);
  const clients = createDoctorClients(options);
  const calls = awsCalls(clients, names, signal);
  const now = Date.now();
  const findings =
    options.destination === undefined
      ? await examine({ names, calls, now })
      : await examineOne(options.destination, options.stack, { cloudFormation, clients, calls, now, signal });
  output.lines(
    options.json ? findings.map((finding) => plainJson(finding)) : describeFindings(findings, output.paint),
  );
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [wrong, unchecked] = [count('wrong'), count('unchecked')];
  if (wrong + unchecked > 0) {
    const parts = [
      ...(wrong > 0 ? [`${wrong} failed`] : []),
      ...(unchecked > 0 ? [`${unchecked} could not run`] : []),
    ];
    throw new Error(`expected all ${findings.length} checks to pass, but ${parts.join(' and ')}`);
  }
}

/** Input for the checks of a destination. */
interface OneDestination {
  readonly cloudFormation: CloudFormationClient;
  readonly clients: DoctorClients;
  readonly calls: DoctorCalls;
  readonly now: number;
  readonly signal: AbortSignal;
}

async function examineOne(
  name: string,
  stack: string,
  { cloudFormation, clients, calls, now, signal }: OneDestination,
): Promise<Finding[]> {
  const destination = await findDestination(cloudFormation, stack, name);
  const failures = new S3Objects(clients.s3, destination.failureBucket, signal);
  return examineDestination({
    destination,
    now,
    calls: {
      metric: calls.metric,
      listLake: calls.listLake,
      stream: calls.stream,
      mapping: (id) => getMapping(clients.lambda, id),
      listFailures: (prefix) => failures.list(prefix),
      getFailure: (key) => failures.get(key),
    },
  });
}
