import type { ProofCounts } from './proveHour.ts';

/** A table or view in the Glue catalog. */
export interface CatalogTable {
  /** Names of its columns, without partition keys. */
  readonly columns: readonly string[];
  /** The text of a view. */
  readonly viewText: string | undefined;
}

/** An object of the lake. */
export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
}

/** The AWS calls of the planner. */
export interface CompactionCalls {
  /** @returns undefined if there is no table of that name */
  findTable(name: string): Promise<CatalogTable | undefined>;
  /**
   * Lists objects whose keys begin with a prefix, in the order of their keys.
   *
   * @param max maximum number of objects to return
   */
  listFiles(prefix: string, max?: number): Promise<readonly StoredFile[]>;
  /** Lists the folders directly below a prefix, such as `raw/arrival_day=2026-11-20/`, in order. */
  listFolders(prefix: string): Promise<readonly string[]>;
  /** Deletes objects. An object that doesn't exist is not an error. */
  deleteFiles(keys: readonly string[]): Promise<void>;
  /** Returns the single row of a proof's result. */
  readProof(queryExecutionId: string): Promise<ProofCounts>;
  /** Whether another execution of the state machine is running that started earlier. */
  hasEarlierExecution(executionArn: string): Promise<boolean>;
}
