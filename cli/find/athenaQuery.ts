import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { Clock } from '../stream/clock.ts';

/** Milliseconds between two questions whether a query has ended. */
const firstPause = 250;
const longestPause = 1_000;

/** Where queries run. */
export interface AthenaContext {
  readonly athena: AthenaClient;
  readonly workgroup: string;
  readonly database: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A row of an answer: texts as Athena writes them, by the names of columns. */
export type AthenaRow = Readonly<Record<string, string | null>>;

/** What a query brought. */
export interface AthenaAnswer {
  /** Rows of the first page, that is 1,000 at the most. */
  readonly rows: readonly AthenaRow[];
  readonly scannedBytes: number;
}

/**
 * Runs a query in the pipeline's workgroup to its end. The signal stops it in Athena too.
 *
 * @throws Error where the query fails, in Athena's words
 */
export async function queryAthena(context: AthenaContext, sql: string): Promise<AthenaAnswer> {
  const { athena, workgroup, database } = context;
  const start = new StartQueryExecutionCommand({
    QueryString: sql,
    WorkGroup: workgroup,
    QueryExecutionContext: { Database: database },
  });
  const { QueryExecutionId: id } = await athena.send(start);
  let execution: QueryExecution | undefined;
  try {
    execution = await waitForEnd(context, id);
  } catch (error) {
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => {});
    throw error;
  }
  const { State, StateChangeReason, AthenaError } = execution?.Status ?? {};
  if (State !== 'SUCCEEDED') {
    throw new Error(
      `expected an answer of Athena in the workgroup '${workgroup}', got ${State}: ` +
        `${StateChangeReason ?? AthenaError?.ErrorMessage ?? 'no reason'}`,
    );
  }
  return { rows: await getRows(athena, id), scannedBytes: execution?.Statistics?.DataScannedInBytes ?? 0 };
}

async function waitForEnd(
  { athena, clock, signal }: AthenaContext,
  id: string | undefined,
): Promise<QueryExecution | undefined> {
  const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    await clock.sleep(pause, signal);
    const { QueryExecution: execution } = await athena.send(command);
    const state = execution?.Status?.State;
    if (state !== 'QUEUED' && state !== 'RUNNING') return execution;
  }
}

async function getRows(athena: AthenaClient, id: string | undefined): Promise<AthenaRow[]> {
  const { ResultSet: result } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId: id }));
  const names = result?.ResultSetMetadata?.ColumnInfo?.map(({ Name = '' }) => Name) ?? [];
  // The first row of a SELECT's first page repeats the names of the columns.
  return (result?.Rows ?? [])
    .slice(1)
    .map(({ Data: data = [] }) =>
      Object.fromEntries(names.map((name, index) => [name, data[index]?.VarCharValue ?? null])),
    );
}
