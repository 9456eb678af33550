/** A query that an operator finds by its name, in SQL that Athena engine 3 (Trino) and DuckDB both understand. */
export interface SavedQuery {
  /** Name in the Athena workgroup, in the form of a table's name. */
  readonly name: string;
  /** What it answers, in a sentence or two. */
  readonly description: string;
  /** Log fields without which it has no answer. */
  readonly fields: readonly string[];
  /** The field that it is all about: if that is not logged, nobody misses the query. */
  readonly subject?: string;
  /** One SELECT over the view `requests` or the table `requests_raw`. The time zone of the session is UTC. */
  readonly sql: string;
}

/** Another window for a saved query. */
export interface QueryWindow {
  /** The time that the query looks back from, epoch milliseconds. Default: now */
  readonly until?: number | undefined;
  /** How far it looks back. Default: what the query says */
  readonly hours?: number | undefined;
}

/** A saved query over another window. Its text says how far it looks back: `localtimestamp - interval '3' hour`. */
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
