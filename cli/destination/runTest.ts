import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { output } from '../../terminal/printer.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { countMatches } from '../aws/signedSearch.ts';
import { findDestination } from '../pipeline/findDestination.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';
import type { StackOption } from '../pipeline/stackOption.ts';
import { kinesisClient } from '../stream/kinesisClient.ts';
import { createInvoker } from './invokeFunction.ts';
import { testDestination } from './testDestination.ts';

/** Options of `cfrl destination test`. */
export interface TestOptions extends AwsOptions, StackOption {
  readonly throughStream?: true;
}

/** Tests a destination of a deployed pipeline, and prints the result. */
export async function runTest(name: string, options: TestOptions, signal: AbortSignal): Promise<void> {
  const clients = clientOptions(options);
  const cloudFormation = new CloudFormationClient(clients);
  const destination = await findDestination(cloudFormation, options.stack, name);
  const { lakeBucket, streamName } = await findPipeline(cloudFormation, options.stack);
  const layouts = await readKnownLayouts(useLakeFolders(new S3Client(clients)), lakeBucket);
  const { endpoint, index, type } = destination;
  const kinesis = kinesisClient(options);
  const lines = await testDestination({
    destination,
    layouts,
    now: Date.now(),
    invoke: createInvoker(options, destination.functionName, signal),
    putIntoStream: options.throughStream
      ? (Data) =>
          kinesis.send(new PutRecordCommand({ StreamName: streamName, Data, PartitionKey: randomUUID() }), {
            abortSignal: signal,
          })
      : undefined,
    search:
      endpoint === undefined || index === undefined
        ? undefined
        : (requestId) =>
            countMatches(
              options,
              {
                endpoint,
                indices: `${index}*`,
                service: type === 'opensearch' ? 'es' : 'aoss',
                query: { term: { x_edge_request_id: requestId } },
              },
              signal,
            ),
    pause: (milliseconds) => sleep(milliseconds, undefined, { signal }),
  });
  output.lines(lines);
}
