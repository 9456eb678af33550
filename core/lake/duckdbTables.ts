import { sqlText } from '../sql/literals.ts';
import { arrivalOfRow, eventDay, sequenceIdentity } from './compaction/identity.ts';
import { rawPrefix } from './keys.ts';
import { requestsViewName } from './requestsView.ts';
import { partitionKeys, tableColumns, tableName } from './table.ts';

/** Location of the lake's files, for DuckDB. */
export interface DuckdbTableOptions {
  /** Path of the folder that contains `raw/`. */
  readonly folder: string;
  /** Whether there is a Parquet file below `raw/`. DuckDB rejects a pattern that matches no file. */
  readonly hasFiles: boolean;
}

const rawColumns = [...tableColumns(), ...partitionKeys, { name: '$path', type: 'string' }];

/**
 * Returns the statements that create the same tables in DuckDB as in Athena. `requests_raw` has every column of the
 * table, NULL if no file contains it, then columns of fields that are not in the catalog, then `$path`, the file of the
 * row. `requests` is the view of a lake without compacted files.
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

/** Returns the statement that creates `requests_raw` from the current files. */
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
  // The name of the folder isn't a pattern, even if it contains such characters.
  const path = folder.replaceAll('\\', '/').replace(/\/$/, '').replaceAll(/[[*?]/g, '[$&]');
  const pattern = `${path}/${rawPrefix}**/*.parquet`;
  const types = partitionKeys.map(({ name, type }) => `'${name}': ${type === 'string' ? 'VARCHAR' : type}`);
  return (
    `read_parquet(${sqlText(pattern)}, union_by_name = true, filename = true, hive_partitioning = true, ` +
    `hive_types = {${types.join(', ')}})`
  );
}
