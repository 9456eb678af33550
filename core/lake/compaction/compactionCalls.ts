import type { ProofCounts } from './proveHour.ts';

/** A table or view as the Glue catalog describes it. */
export interface CatalogTable {
  /** Names of its columns, partition keys apart. */
  readonly columns: readonly string[];
  /** The text of a view. */
  readonly viewText: string | undefined;
}

/** An object of the lake. */
export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
}

/** What the planner asks of AWS. */
export interface CompactionCalls {
  /** @returns undefined if there is no table of that name */
  findTable(name: string): Promise<CatalogTable | undefined>;
  /**
   * Objects whose keys begin with a prefix, in the order of their keys.
   *
   * @param most stops the listing after so many
   */
  listFiles(prefix: string, most?: number): Promise<readonly StoredFile[]>;
  /** Folders right below a prefix, such as `raw/arrival_day=2026-11-20/`, in order. */
  listFolders(prefix: string): Promise<readonly string[]>;
  /** Deletes objects. One that is gone already is no error. */
  deleteFiles(keys: readonly string[]): Promise<void>;
  /** The one row that a proof answered with. */
  readProof(queryExecutionId: string): Promise<ProofCounts>;
  /** Whether another execution of the state machine runs that started earlier. */
  isOvertaken(executionArn: string): Promise<boolean>;
}
