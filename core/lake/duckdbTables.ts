import { rawPrefix } from './keys.ts';
import { partitionKeys, tableColumns, tableName } from './table.ts';

/** Where the lake's files are, for DuckDB. */
export interface DuckdbTableOptions {
  /** Path of the folder that holds `raw/`. */
  readonly folder: string;
  /** Whether there is any Parquet file below `raw/`: DuckDB refuses a pattern that no file matches. */
  readonly hasFiles: boolean;
}

/**
 * Statements that make the lake's files a table for DuckDB, as Athena has it: `requests_raw` with every column of the
 * table, NULL if no file has it, then columns of fields that the catalog doesn't know. `requests` is what people
 * query.
 */
export function duckdbTables({ folder, hasFiles }: DuckdbTableOptions): string[] {
  const columns = [...tableColumns(), ...partitionKeys];
  const declared = columns.map(({ name, type }) => `"${name}" ${type}`);
  const typed = columns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const files = hasFiles ? ` UNION ALL BY NAME SELECT * FROM ${readParquet(folder)}` : '';
  return [
    "SET TimeZone = 'UTC'",
    `CREATE TABLE no_requests (${declared.join(', ')})`,
    `CREATE VIEW ${tableName} AS SELECT ${typed.join(', ')}, * EXCLUDE (${names}) FROM (SELECT * FROM no_requests${files})`,
    `CREATE VIEW requests AS SELECT * FROM ${tableName}`,
  ];
}

function readParquet(folder: string): string {
  const pattern = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${rawPrefix}**/*.parquet`;
  const types = partitionKeys.map(({ name, type }) => `'${name}': ${type === 'string' ? 'VARCHAR' : type}`);
  return (
    `read_parquet('${pattern.replaceAll("'", "''")}', union_by_name = true, hive_partitioning = true, ` +
    `hive_types = {${types.join(', ')}})`
  );
}
