import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import type { Pipeline } from '../pipeline/findPipeline.ts';
import { S3Objects } from '../replay/s3Objects.ts';
import { statusCalls, type TableCalls } from './statusCalls.ts';

/** AWS calls about the compaction of a pipeline. */
export interface CompactionCommands extends TableCalls {
  /** Starts an execution. @returns its ARN */
  start(): Promise<string>;
  /** Whether the lake has an object whose key starts with a prefix. */
  hasAny(prefix: string): Promise<boolean>;
  /** Puts an empty object into the lake. */
  putMark(key: string): Promise<void>;
}

/**
 * Returns the calls, made with the clients of the command line.
 *
 * @throws UsageError if the stack has no state machine
 */
export function compactionCommands(
  options: AwsOptions,
  pipeline: Pipeline,
  signal: AbortSignal,
): CompactionCommands {
  const clients = clientOptions(options);
  const stepFunctions = new SFNClient(clients);
  const lake = new S3Objects(useLakeFolders(new S3Client(clients)), pipeline.lakeBucket, signal);
  const reads = statusCalls({ glue: new GlueClient(clients), stepFunctions }, pipeline, lake, signal);
  const { stateMachineArn } = pipeline;
  if (reads === undefined || stateMachineArn === undefined)
    throw new UsageError(
      '--stack: expected a stack with the compaction, got a stack of an earlier version; deploy it again',
    );
  return {
    ...reads,
    async start() {
      const command = new StartExecutionCommand({ stateMachineArn });
      return String((await stepFunctions.send(command, { abortSignal: signal })).executionArn);
    },
    hasAny: (prefix) => lake.hasAny(prefix),
    putMark: (key) => lake.put(key, Buffer.alloc(0), 'application/octet-stream'),
  };
}
