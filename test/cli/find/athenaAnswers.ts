/** Returns Athena's responses, in the SDK's format, for a query with the given result. */
export function athenaAnswers(
  outcome: Partial<Record<'State' | 'StateChangeReason', string>> & { readonly DataScannedInBytes?: number },
  rows: readonly Readonly<Record<string, string | null>>[] = [],
) {
  const { DataScannedInBytes = 0, ...Status } = outcome;
  const names = Object.keys(rows[0] ?? { x_edge_request_id: null });
  return {
    StartQueryExecution: { QueryExecutionId: 'a1b2c3d4-5678-4000-8000-000000000000' },
    GetQueryExecution: [
      { QueryExecution: { Status: { State: 'QUEUED' } } },
      { QueryExecution: { Status: { State: 'RUNNING' }, Statistics: { DataScannedInBytes: 0 } } },
      { QueryExecution: { Status, Statistics: { DataScannedInBytes } } },
    ],
    GetQueryResults: resultOf(names, rows),
    StopQueryExecution: {},
  };
}

/** Returns the response of GetQueryResults: the first row has the names of the columns, and NULL has no value. */
export function resultOf(names: readonly string[], rows: readonly Readonly<Record<string, string | null>>[]) {
  return {
    UpdateCount: 0,
    ResultSet: {
      ResultSetMetadata: { ColumnInfo: names.map((Name) => ({ Name, Label: Name, Type: 'varchar' })) },
      Rows: [
        { Data: names.map((VarCharValue) => ({ VarCharValue })) },
        ...rows.map((row) => ({
          Data: names.map((name) => (row[name] === null ? {} : { VarCharValue: row[name] })),
        })),
      ],
    },
  };
}
