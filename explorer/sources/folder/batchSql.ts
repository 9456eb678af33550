import { columnName } from '../../../core/fields/catalog.ts';
import { queryStringSql } from '../../../core/insight/sources/queriesSql.ts';
import { resultTypeFields } from '../../../core/metrics/definitions.ts';
import {
  cacheableMethods,
  cacheClass,
  cacheHitTypes,
  cacheMissTypes,
} from '../../../core/metrics/rowClasses.ts';
import { cacheShift } from '../../table/segment.ts';

/**
 * Returns DuckDB SQL that reads Parquet files into the columns of a segment. Each text that facets are read
 * from becomes a column `f_<number>`. The query's parameter is the list of files.
 *
 * @param columns columns of the files
 * @param texts SQL expressions of the texts
 * @param oneOf read one in this many rows
 */
export function batchSql(columns: ReadonlySet<string>, texts: readonly string[], oneOf: number): string {
  const number = (name: string, expression: string) => (columns.has(name) ? expression : 'NULL::double');
  const parts = [
    `${number('timestamp', 'epoch_ms(CAST("timestamp" AS timestamp))::double')} AS time`,
    `${kindSql(columns)}::utinyint AS kind`,
    `coalesce(${number('sc_bytes', 'sc_bytes::double')}, 0) AS bytes`,
    `${number('time_to_first_byte', 'time_to_first_byte * 1000')} AS first_byte`,
    `${queryHashSql(columns)} AS query_hash`,
    'filename AS file',
    'file_row_number::uinteger AS file_row',
    ...texts.map((sql, number) => `${sql} AS f_${number}`),
  ];
  return `SELECT ${parts.join(', ')}
FROM read_parquet($1, union_by_name = true, filename = true, file_row_number = true, hive_partitioning = false)
${oneOf > 1 ? `WHERE file_row_number % ${oneOf} = 0` : ''}`;
}

function kindSql(columns: ReadonlySet<string>): string {
  const status = columns.has('sc_status')
    ? 'CASE WHEN sc_status = 0 THEN 1 WHEN sc_status BETWEEN 200 AND 599 THEN sc_status // 100 ELSE 0 END'
    : '0';
  const results = resultTypeFields.map(columnName).filter((name) => columns.has(name));
  if (results.length === 0) return status;
  const method = columns.has('cs_method') ? `cs_method IN (${literals(cacheableMethods)})` : 'true';
  const cache = `CASE WHEN NOT coalesce(${method}, false) THEN ${cacheClass.none}
    WHEN ${results[0]} IN (${literals(cacheHitTypes)}) THEN ${cacheClass.hit}
    WHEN ${results[0]} IN (${literals(cacheMissTypes)}) THEN ${cacheClass.miss} ELSE ${cacheClass.none} END`;
  return `((${status}) + ((${cache}) << ${cacheShift}))`;
}

/**
 * Returns SQL for a hash of the query string of a request that missed the cache, from 1 to 2^32 - 1; 0 without a query
 * string, and for other requests.
 */
function queryHashSql(columns: ReadonlySet<string>): string {
  if (!columns.has('cs_uri_stem')) return '0::uinteger';
  const query = queryStringSql({ hasQueryColumn: columns.has('cs_uri_query') });
  const isMiss = `kind >> ${cacheShift} = ${cacheClass.miss}`;
  return `(CASE WHEN ${isMiss} AND coalesce(${query}, '') <> '' THEN 1 + hash(${query}) % 4294967295 ELSE 0 END)::uinteger`;
}

function literals(values: ReadonlySet<string>): string {
  return [...values].map((value) => `'${value}'`).join(', ');
}
