import type { AthenaCalls, AthenaStatus } from './athenaCalls.ts';

/** The workgroup and database in which queries run. */
export interface AthenaPlace {
  readonly workgroup: string;
  readonly database: string;
}

/** The operations of Athena's client that are used, as declared in the SDK. */
export interface AthenaOperations {
  start(input: {
    QueryString: string;
    WorkGroup: string;
    QueryExecutionContext: { Database: string };
  }): Promise<{ readonly QueryExecutionId?: string | undefined }>;
  get(input: { QueryExecutionId: string }): Promise<{
    readonly QueryExecution?:
      | {
          readonly Status?:
            | {
                readonly State?: string | undefined;
                readonly StateChangeReason?: string | undefined;
                readonly AthenaError?: { readonly ErrorMessage?: string | undefined } | undefined;
              }
            | undefined;
          readonly Statistics?: { readonly DataScannedInBytes?: number | undefined } | undefined;
        }
      | undefined;
  }>;
  results(input: { QueryExecutionId: string; NextToken?: string }): Promise<{
    readonly ResultSet?:
      | {
          readonly ResultSetMetadata?:
            | {
                readonly ColumnInfo?:
                  | readonly { readonly Name: string | undefined; readonly Type: string | undefined }[]
                  | undefined;
              }
            | undefined;
          readonly Rows?:
            | readonly {
                readonly Data?: readonly { readonly VarCharValue?: string | undefined }[] | undefined;
              }[]
            | undefined;
        }
      | undefined;
    readonly NextToken?: string | undefined;
  }>;
  stop(input: { QueryExecutionId: string }): Promise<unknown>;
}

/** Creates calls to Athena from operations of a client. */
export function callsOfAthena(
  operations: AthenaOperations,
  { workgroup, database }: AthenaPlace,
): AthenaCalls {
  return {
    async start(sql) {
      const { QueryExecutionId: id } = await operations.start({
        QueryString: sql,
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database },
      });
      if (id === undefined)
        throw new Error('expected Athena to return the ID of the query execution, got nothing');
      return id;
    },
    async status(id) {
      const { Status, Statistics } = (await operations.get({ QueryExecutionId: id })).QueryExecution ?? {};
      return {
        state: (Status?.State ?? 'FAILED') as AthenaStatus['state'],
        reason: Status?.StateChangeReason ?? Status?.AthenaError?.ErrorMessage,
        scannedBytes: Statistics?.DataScannedInBytes ?? 0,
      };
    },
    async page(id, token) {
      const { ResultSet, NextToken } = await operations.results({
        QueryExecutionId: id,
        ...(token !== undefined && { NextToken: token }),
      });
      const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
        name: Name,
        type: Type,
      }));
      const rows = (ResultSet?.Rows ?? []).map(({ Data: data = [] }) =>
        columns.map((_, index) => data[index]?.VarCharValue ?? null),
      );
      // The first row of a SELECT's first page is a header. SHOW and DESCRIBE have no header.
      const namesFirst =
        token === undefined && rows[0]?.every((text, index) => text === columns[index]?.name);
      return { columns, rows: namesFirst ? rows.slice(1) : rows, nextToken: NextToken };
    },
    async stop(id) {
      await operations.stop({ QueryExecutionId: id });
    },
  };
}
