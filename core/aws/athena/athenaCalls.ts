/** A column of a result. */
export interface AthenaColumn {
  readonly name: string;
  /** Athena's name of the type, such as `varchar`, `bigint` or `timestamp`. */
  readonly type: string;
}

/** State of a query. */
export interface AthenaStatus {
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** Athena's reason why a query failed or was cancelled. */
  readonly reason: string | undefined;
  /** Bytes scanned until now, for which the query is billed. */
  readonly scannedBytes: number;
}

/** A page of rows. Values are text in Athena's format, in the order of the columns; null for NULL. */
export interface AthenaPage {
  readonly columns: readonly AthenaColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Token of the next page; undefined on the last page. */
  readonly nextToken: string | undefined;
}

/** The calls to Athena for a query, in one workgroup and database. */
export interface AthenaCalls {
  /** @returns the ID of the query's execution */
  start(sql: string): Promise<string>;
  status(id: string): Promise<AthenaStatus>;
  /** Returns up to 1,000 rows, without the header row with which Athena starts. */
  page(id: string, token: string | undefined): Promise<AthenaPage>;
  stop(id: string): Promise<void>;
}
