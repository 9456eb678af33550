import { randomUUID } from 'node:crypto';
import { awsJsonService } from '../awsJsonService.ts';
import type { EndpointService } from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import { type LakeAnswer, type LakePlace, LakeQuery } from './lakeQuery.ts';

/** Maximum rows per page (GetQueryResults page, November 2026). */
const largestPage = 1_000;

/** Options of the local Athena. */
export interface AthenaOptions extends LakePlace {
  readonly workgroup: string;
}

/** An execution of a query. */
interface Execution {
  readonly sql: string;
  readonly query: LakeQuery;
  state: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason: string | undefined;
  answer: LakeAnswer | undefined;
}

/** Creates a local Athena, which runs queries over the local lake with DuckDB, and returns results in pages. */
export function athenaService(options: AthenaOptions): EndpointService {
  const executions = new Map<string, Execution>();
  const find = (id: string) => {
    const execution = executions.get(id);
    if (execution !== undefined) return execution;
    throw new ServiceError('InvalidRequestException', `QueryExecution ${id} was not found`);
  };

  return awsJsonService({
    name: 'athena',
    version: '1.1',
    targetPrefix: 'AmazonAthena',
    operations: {
      StartQueryExecution({
        QueryString: sql,
        WorkGroup: workgroup,
      }: {
        QueryString: string;
        WorkGroup?: string;
      }) {
        if (workgroup !== undefined && workgroup !== options.workgroup) {
          throw new ServiceError('InvalidRequestException', `WorkGroup ${workgroup} is not found.`);
        }
        const id = randomUUID();
        const query = new LakeQuery(options);
        const execution: Execution = { sql, query, state: 'RUNNING', reason: undefined, answer: undefined };
        executions.set(id, execution);
        query.run(sql).then(
          (answer) => {
            execution.answer = answer;
            if (execution.state === 'RUNNING') execution.state = 'SUCCEEDED';
          },
          (error: Error) => {
            if (execution.state === 'RUNNING') execution.state = 'FAILED';
            execution.reason ??= error.message;
          },
        );
        return { QueryExecutionId: id };
      },
      GetQueryExecution({ QueryExecutionId: id }: { QueryExecutionId: string }) {
        const { sql, state, reason, query } = find(id);
        return {
          QueryExecution: {
            QueryExecutionId: id,
            Query: sql,
            WorkGroup: options.workgroup,
            Status: { State: state, ...(reason !== undefined && { StateChangeReason: reason }) },
            Statistics: { DataScannedInBytes: query.scannedBytes },
          },
        };
      },
      GetQueryResults({ QueryExecutionId: id, NextToken, MaxResults = largestPage }: ResultsInput) {
        const { answer, state } = find(id);
        if (answer === undefined) {
          throw new ServiceError(
            'InvalidRequestException',
            `Query has not yet finished. Current state: ${state}`,
          );
        }
        const { columns } = answer;
        const start = Number(NextToken ?? 0);
        // The header row counts as a row of the first page.
        const size = Math.min(MaxResults, largestPage) - (start === 0 ? 1 : 0);
        const rows = answer.rows.slice(start, start + size);
        const names = start === 0 ? [columns.map(({ name }) => name)] : [];
        const end = start + size;
        return {
          UpdateCount: 0,
          ResultSet: {
            ResultSetMetadata: {
              ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Label: name, Type: type })),
            },
            Rows: [...names, ...rows].map((row) => ({
              Data: row.map((text) => (text === null ? {} : { VarCharValue: text })),
            })),
          },
          ...(end < answer.rows.length && { NextToken: String(end) }),
        };
      },
      StopQueryExecution({ QueryExecutionId: id }: { QueryExecutionId: string }) {
        const execution = find(id);
        if (execution.state === 'RUNNING') {
          execution.state = 'CANCELLED';
          execution.reason = 'Query was cancelled by user';
          execution.query.cancel();
        }
        return {};
      },
    },
  });
}

interface ResultsInput {
  readonly QueryExecutionId: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}
