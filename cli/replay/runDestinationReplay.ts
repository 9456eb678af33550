import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { plainJson } from '../../terminal/plainText.ts';
import { output } from '../../terminal/printer.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { createInvoker } from '../destination/invokeFunction.ts';
import { findDestination } from '../pipeline/findDestination.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import type { StackOption } from '../pipeline/stackOption.ts';
import { replayDestination } from './replayDestination.ts';
import { describeDestinationReport, emptyTally } from './replayReport.ts';
import { S3Objects } from './s3Objects.ts';
import { withReport } from './withReport.ts';

/** Options of `cfrl replay --destination`. */
export interface DestinationReplayOptions extends AwsOptions, StackOption {
  readonly destination: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Delivers the failed batches of a destination with direct delivery again, and prints a report. */
export async function runDestinationReplay(
  options: DestinationReplayOptions,
  signal: AbortSignal,
): Promise<void> {
  const { destination, stack, dryRun = false, json = false } = options;
  const clients = clientOptions(options);
  const cloudFormation = new CloudFormationClient(clients);
  const { via, functionName, failureBucket } = await findDestination(cloudFormation, stack, destination);
  if (via === 'firehose') {
    throw new UsageError(
      `--destination: expected a destination with direct delivery, got '${destination}', to which Firehose delivers; ` +
        'Firehose does not deliver records again, but the lake has all of them',
    );
  }
  const { lakeBucket } = await findPipeline(cloudFormation, stack);
  const s3 = useLakeFolders(new S3Client(clients));
  const tally = emptyTally();
  await withReport(
    signal,
    (onProgress) =>
      replayDestination(
        {
          lake: new S3Objects(s3, lakeBucket, signal),
          failures: new S3Objects(s3, failureBucket, signal),
          functionName,
          invoke: createInvoker(options, functionName, signal),
          dryRun,
          onProgress,
          signal,
        },
        tally,
      ),
    {
      print: () =>
        output.lines(json ? [plainJson(tally)] : describeDestinationReport(tally, destination, dryRun)),
      failures: () => tally.failures.length,
    },
  );
}
