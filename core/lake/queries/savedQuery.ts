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
