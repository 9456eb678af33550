/** A query that operators find by its name. Its SQL runs on Athena engine version 3 (Trino) and DuckDB. */
export interface SavedQuery {
  /** Name in the Athena workgroup, in snake case like a table's name. */
  readonly name: string;
  /** What the query returns, in a sentence or two. */
  readonly description: string;
  /** Log fields that the query requires. */
  readonly fields: readonly string[];
  /** The field that the query is about. If it is not logged, the query is omitted without a warning. */
  readonly subject?: string;
  /** One SELECT over the view `requests` or the table `requests_raw`. The time zone of the session is UTC. */
  readonly sql: string;
}

/** A different time window for a saved query. */
export interface QueryWindow {
  /** End of the window, epoch milliseconds. Default: now */
  readonly until?: number | undefined;
  /** Length of the window. Default: the length in the query's text */
  readonly hours?: number | undefined;
}

/** Returns a saved query with a different window. Replaces `localtimestamp - interval '3' hour` in its text. */
export function withWindow(sql: string, { until, hours }: QueryWindow): string {
  const moved =
    until === undefined
      ? sql
      : sql.replaceAll(
          /\blocaltimestamp\b/g,
          `TIMESTAMP '${new Date(until).toISOString().replace('T', ' ').slice(0, -1)}'`,
        );
  return hours === undefined ? moved : moved.replaceAll(/interval '\d+' hour/g, `interval '${hours}' hour`);
}
