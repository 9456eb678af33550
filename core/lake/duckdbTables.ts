import { sqlText } from '../sql/literals.ts';
import { arrivalOfRow, eventDay, sequenceIdentity } from './compaction/identity.ts';
import { rawPrefix } from './keys.ts';
import { requestsViewName } from './requestsView.ts';
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
 * table, NULL if no file has it, then columns of fields that the catalog doesn't know, then `$path`, the file of the
 * row. `requests` is what people query: the view of a lake without compacted files.
 */
export function duckdbTables({ folder, hasFiles }: DuckdbTableOptions): string[] {
  const columns = [...tableColumns(), ...partitionKeys, { name: '$path', type: 'string' }];
  const declared = columns.map(({ name, type }) => `"${name}" ${type}`);
  const typed = columns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const files = hasFiles
    ? ` UNION ALL BY NAME SELECT * RENAME (filename AS "$path") FROM ${readParquet(folder)}`
    : '';
  return [
    "SET TimeZone = 'UTC'",
    `CREATE TABLE no_requests (${declared.join(', ')})`,
    `CREATE VIEW ${tableName} AS SELECT ${typed.join(', ')}, * EXCLUDE (${names}) FROM (SELECT * FROM no_requests${files})`,
    `CREATE VIEW ${requestsViewName} AS SELECT * EXCLUDE ("$path") REPLACE (${sequenceIdentity} AS sequence_number), ` +
      `${eventDay(arrivalOfRow)} AS day, "$path" AS file FROM ${tableName}`,
  ];
}

function readParquet(folder: string): string {
  const pattern = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${rawPrefix}**/*.parquet`;
  const types = partitionKeys.map(({ name, type }) => `'${name}': ${type === 'string' ? 'VARCHAR' : type}`);
  return (
    `read_parquet(${sqlText(pattern)}, union_by_name = true, filename = true, hive_partitioning = true, ` +
    `hive_types = {${types.join(', ')}})`
  );
}
