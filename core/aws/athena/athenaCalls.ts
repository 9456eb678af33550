/** A column of an answer. */
export interface AthenaColumn {
  readonly name: string;
  /** The type in Athena's words, such as `varchar`, `bigint` or `timestamp`. */
  readonly type: string;
}

/** State of a query. */
export interface AthenaStatus {
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** Why a query failed or was cancelled, in Athena's words. */
  readonly reason: string | undefined;
  /** Bytes scanned so far, by which the query is billed. */
  readonly scannedBytes: number;
}

/** A page of rows: texts as Athena writes them, in the order of the columns; null for NULL. */
export interface AthenaPage {
  readonly columns: readonly AthenaColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Names the next page; undefined on the last one. */
  readonly nextToken: string | undefined;
}

/** What a query asks of Athena, in one workgroup and database. */
export interface AthenaCalls {
  /** @returns the ID of the query's execution */
  start(sql: string): Promise<string>;
  status(id: string): Promise<AthenaStatus>;
  /** Up to 1,000 rows, without the row of names that Athena puts first. */
  page(id: string, token: string | undefined): Promise<AthenaPage>;
  stop(id: string): Promise<void>;
}
