import { requestsViewName } from '../requestsView.ts';
import { tableName } from '../table.ts';

/** SQL dialects. DuckDB is the engine on a single machine. */
export type Dialect = 'athena' | 'trino' | 'duckdb';

/** The tables that a compaction reads and writes, as named in statements, and their columns. */
export interface CompactionTarget {
  readonly dialect: Dialect;
  /** The table over the raw files. */
  readonly raw: string;
  /** The compacted table. */
  readonly compacted: string;
  /** The hourly rollup. */
  readonly hourly: string;
  /** The view that people query. */
  readonly view: string;
  /** Names of the fields' columns of `requests_raw`, without partition keys. */
  readonly columns: readonly string[];
  /** Names of columns that only the compacted table contains, of fields that were removed from the configuration. */
  readonly removedColumns: readonly string[];
}

/** Name of the compacted table. */
export const compactedTableName = 'requests_compacted';

/** Name of the hourly rollup. */
export const hourlyTableName = 'requests_hourly';

/**
 * Returns the target of a pipeline with the table names of an engine. Athena and DuckDB use one catalog for all tables.
 * Trino uses one for Hive tables and views, and one for Iceberg tables.
 *
 * @param columns names of the fields' columns of the raw table
 * @param removedColumns names of columns that only the compacted table contains
 * @param schema Trino's schema, which both catalogs share
 */
export function compactionTarget(
  dialect: Dialect,
  columns: readonly string[],
  removedColumns: readonly string[] = [],
  schema = 'lake',
): CompactionTarget {
  const [hive, iceberg] = dialect === 'trino' ? [`hive.${schema}.`, `iceberg.${schema}.`] : ['', ''];
  return {
    dialect,
    raw: `${hive}${tableName}`,
    compacted: `${iceberg}${compactedTableName}`,
    hourly: `${iceberg}${hourlyTableName}`,
    view: `${hive}${requestsViewName}`,
    columns,
    removedColumns,
  };
}
