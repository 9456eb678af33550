import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Command } from 'commander';
import { useLakeFolders } from '../core/aws/lakeFolders.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { readKnownLayouts } from './pipeline/knownLayouts.ts';
import { readConsumer } from './pipeline/readConsumer.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { emptyReport, type ReplayKind, type ReplaySettings, replayAll } from './replay/replayAll.ts';
import { describeReport } from './replay/replayReport.ts';
import { runDestinationReplay } from './replay/runDestinationReplay.ts';
import { S3Objects } from './replay/s3Objects.ts';
import { withReport } from './replay/withReport.ts';

const kinds: readonly ReplayKind[] = ['batches', 'quarantine'];

const help = `
Restores records to the lake: batches in the failure bucket, which the consumer could not process, and quarantined
records whose layout is known now. Before you run this command, fix the cause of the failures. Rows are stored in the
partition of the hour in which the records arrived. Nothing is deleted. Replayed objects are marked under replayed/ in
the lake's bucket, so repeating the command changes nothing. Metrics aren't restored.

With --destination, the command invokes the function of a destination with direct delivery to deliver its failed batches
again. Without it, only the lake is restored.

Exit status 1 if something couldn't be replayed.

Examples:
  npx cfrl replay --dry-run
  npx cfrl replay --only quarantine
  npx cfrl replay --destination search
`;

interface ReplayOptions extends AwsOptions, StackOption {
  readonly only?: ReplayKind;
  readonly destination?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `cfrl replay`: restores failed batches and quarantined records to the lake. */
export function replayCommand(signal: AbortSignal): Command {
  const command = new Command('replay')
    .description('Restore failed batches and quarantined records to the lake.')
    .option('--only <KIND>', 'replay only batches, or only quarantine', oneOf('--only', kinds))
    .option('--destination <NAME>', 'deliver the failed batches of this destination again')
    .option('--dry-run', 'print what would be restored, and write nothing')
    .option('--json', 'print the report as JSON');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((options: ReplayOptions) =>
    withAwsSentences(options, () => run(options, signal)),
  );
}

async function run(options: ReplayOptions, signal: AbortSignal): Promise<void> {
  const { destination } = options;
  if (destination === undefined) return runReplay(options, signal);
  if (options.only === 'quarantine') {
    throw new UsageError('--only: expected batches, because --destination has no quarantine, got quarantine');
  }
  return runDestinationReplay({ ...options, destination }, signal);
}

async function runReplay(options: ReplayOptions, signal: AbortSignal): Promise<void> {
  const { only, dryRun = false, json = false } = options;
  const pipeline = await openPipeline(options, signal);
  const report = emptyReport();
  await withReport(
    signal,
    (onProgress) =>
      replayAll(
        { ...pipeline, kinds: only === undefined ? kinds : [only], dryRun, onProgress, signal },
        report,
      ),
    {
      print: () => output.lines(json ? [plainJson(report)] : describeReport(report, dryRun)),
      failures: () => report.batches.failures.length + report.quarantine.failures.length,
    },
  );
}

/** Returns the pipeline's buckets and layouts, and the consumer's settings. */
async function openPipeline(
  options: ReplayOptions,
  signal: AbortSignal,
): Promise<Pick<ReplaySettings, 'lake' | 'failures' | 'layouts' | 'policy' | 'compression'>> {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), options.stack);
  const s3 = useLakeFolders(new S3Client(clients));
  const [layouts, settings] = await Promise.all([
    readKnownLayouts(s3, names.lakeBucket),
    readConsumer(new LambdaClient(clients), new SecretsManagerClient(clients), names.consumerName),
  ]);
  const lake = new S3Objects(s3, names.lakeBucket, signal);
  return { lake, failures: new S3Objects(s3, names.failureBucket, signal), layouts, ...settings };
}
