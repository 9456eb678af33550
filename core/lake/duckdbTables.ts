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

const rawColumns = [...tableColumns(), ...partitionKeys, { name: '$path', type: 'string' }];

/**
 * Statements that make the lake's files a table for DuckDB, as Athena has it: `requests_raw` with every column of the
 * table, NULL if no file has it, then columns of fields that the catalog doesn't know, then `$path`, the file of the
 * row. `requests` is what people query: the view of a lake without compacted files.
 */
export function duckdbTables(options: DuckdbTableOptions): string[] {
  return [
    "SET TimeZone = 'UTC'",
    `CREATE TABLE no_requests (${rawColumns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
    duckdbRawView(options),
    `CREATE VIEW ${requestsViewName} AS SELECT * EXCLUDE ("$path") REPLACE (${sequenceIdentity} AS sequence_number), ` +
      `${eventDay(arrivalOfRow)} AS day, "$path" AS file FROM ${tableName}`,
  ];
}

/** The statement that makes the table `requests_raw` from the files that there are now. */
export function duckdbRawView({ folder, hasFiles }: DuckdbTableOptions): string {
  const typed = rawColumns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`);
  const names = rawColumns.map(({ name }) => `"${name}"`).join(', ');
  const files = hasFiles
    ? ` UNION ALL BY NAME SELECT * RENAME (filename AS "$path") FROM ${readParquet(folder)}`
    : '';
  return (
    `CREATE OR REPLACE VIEW ${tableName} AS SELECT ${typed.join(', ')}, * EXCLUDE (${names}) ` +
    `FROM (SELECT * FROM no_requests${files})`
  );
}

function readParquet(folder: string): string {
  const pattern = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${rawPrefix}**/*.parquet`;
  const types = partitionKeys.map(({ name, type }) => `'${name}': ${type === 'string' ? 'VARCHAR' : type}`);
  return (
    `read_parquet(${sqlText(pattern)}, union_by_name = true, filename = true, hive_partitioning = true, ` +
    `hive_types = {${types.join(', ')}})`
  );
}
