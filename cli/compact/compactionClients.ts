import { GetTableCommand, GlueClient, type Table } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import type { Pipeline } from '../pipeline/findPipeline.ts';
import { S3Objects } from '../replay/s3Objects.ts';
import type { StatusCalls } from './compactionStatus.ts';

/** The calls to AWS about the compaction of a pipeline. */
export interface CompactionCommands extends StatusCalls {
  /** Names of a table's columns; undefined if there is no such table. */
  tableColumns(name: string): Promise<readonly string[] | undefined>;
  /** Starts an execution. @returns its ARN */
  start(): Promise<string>;
  /** Whether the lake has an object whose key begins with a prefix. */
  hasAny(prefix: string): Promise<boolean>;
  /** Puts an empty object into the lake. */
  putMark(key: string): Promise<void>;
}

/**
 * Makes the calls.
 *
 * @throws UsageError if the stack has no state machine
 */
export function compactionCommands(
  options: AwsOptions,
  { stateMachineArn, lakeBucket, database }: Pipeline,
  signal: AbortSignal,
): CompactionCommands {
  if (stateMachineArn === undefined)
    throw new UsageError(
      '--stack: expected a stack with the compaction, got one of an earlier version; deploy it again',
    );
  const clients = clientOptions(options);
  const glue = new GlueClient(clients);
  const stepFunctions = new SFNClient(clients);
  const lake = new S3Objects(new S3Client(clients), lakeBucket, signal);
  const abort = { abortSignal: signal };

  async function findTable(name: string): Promise<Table | undefined> {
    try {
      return (await glue.send(new GetTableCommand({ DatabaseName: database, Name: name }), abort)).Table;
    } catch (error) {
      if (error instanceof Error && error.name === 'EntityNotFoundException') return undefined;
      throw error;
    }
  }

  return {
    async viewText() {
      const view = await findTable(requestsViewName);
      return view && (view.ViewOriginalText ?? '');
    },
    async tableColumns(name) {
      return (await findTable(name))?.StorageDescriptor?.Columns?.map(({ Name = '' }) => Name);
    },
    async lastRun() {
      const list = new ListExecutionsCommand({ stateMachineArn, maxResults: 1 });
      const arn = (await stepFunctions.send(list, abort)).executions?.[0]?.executionArn;
      if (arn === undefined) return undefined;
      const { status, startDate, error, cause } = await stepFunctions.send(
        new DescribeExecutionCommand({ executionArn: arn }),
        abort,
      );
      return {
        arn,
        status: String(status),
        startedAt: startDate?.getTime() ?? 0,
        reason: error === undefined ? undefined : `${error}: ${cause ?? 'no cause'}`,
      };
    },
    async listKeys(prefix) {
      return (await lake.list(prefix)).map(({ key }) => key);
    },
    async start() {
      const { executionArn } = await stepFunctions.send(
        new StartExecutionCommand({ stateMachineArn }),
        abort,
      );
      return String(executionArn);
    },
    hasAny: (prefix) => lake.hasAny(prefix),
    putMark: (key) => lake.put(key, Buffer.alloc(0), 'application/octet-stream'),
  };
}
