import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { AthenaCalls, AthenaStatus } from '../../core/aws/athena/athenaCalls.ts';

/** Where queries run. */
export interface AthenaPlace {
  readonly workgroup: string;
  readonly database: string;
}

/** Athena's calls, made by a client. */
export function athenaCalls(athena: AthenaClient, { workgroup, database }: AthenaPlace): AthenaCalls {
  return {
    async start(sql) {
      const command = new StartQueryExecutionCommand({
        QueryString: sql,
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database },
      });
      const { QueryExecutionId: id } = await athena.send(command);
      if (id === undefined)
        throw new Error('expected Athena to name the execution of the query, got nothing');
      return id;
    },
    async status(id) {
      const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
      const { Status, Statistics } = (await athena.send(command)).QueryExecution ?? {};
      return {
        state: (Status?.State ?? 'FAILED') as AthenaStatus['state'],
        reason: Status?.StateChangeReason ?? Status?.AthenaError?.ErrorMessage,
        scannedBytes: Statistics?.DataScannedInBytes ?? 0,
      };
    },
    async page(id, token) {
      const command = new GetQueryResultsCommand({
        QueryExecutionId: id,
        ...(token !== undefined && { NextToken: token }),
      });
      const { ResultSet, NextToken } = await athena.send(command);
      const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
        name: Name,
        type: Type,
      }));
      const rows = (ResultSet?.Rows ?? []).map(({ Data: data = [] }) =>
        columns.map((_, index) => data[index]?.VarCharValue ?? null),
      );
      // The first row of a SELECT's first page repeats the names of the columns; that of SHOW and DESCRIBE doesn't.
      const namesFirst =
        token === undefined && rows[0]?.every((text, index) => text === columns[index]?.name);
      return { columns, rows: namesFirst ? rows.slice(1) : rows, nextToken: NextToken };
    },
    async stop(id) {
      await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    },
  };
}
