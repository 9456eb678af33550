import { GetTableCommand, type GlueClient, type Table } from '@aws-sdk/client-glue';
import { DescribeExecutionCommand, ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import type { Pipeline } from '../pipeline/findPipeline.ts';
import type { S3Objects } from '../replay/s3Objects.ts';
import type { StatusCalls } from './compactionStatus.ts';

/** Clients for the status of a compaction. */
export interface StatusClients {
  readonly glue: GlueClient;
  readonly stepFunctions: SFNClient;
}

/** Calls that read the status of a compaction and the tables of the lake. */
export interface TableCalls extends StatusCalls {
  /** Returns the names of a table's columns; undefined if the table doesn't exist. */
  tableColumns(name: string): Promise<readonly string[] | undefined>;
}

/** Returns the calls. Undefined if the stack was deployed with a version without compaction. */
export function statusCalls(
  { glue, stepFunctions }: StatusClients,
  { stateMachineArn, database }: Pick<Pipeline, 'stateMachineArn' | 'database'>,
  lake: S3Objects,
  signal: AbortSignal,
): TableCalls | undefined {
  if (stateMachineArn === undefined) return undefined;
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
      const describe = new DescribeExecutionCommand({ executionArn: arn });
      const { status, startDate, error, cause } = await stepFunctions.send(describe, abort);
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
  };
}
