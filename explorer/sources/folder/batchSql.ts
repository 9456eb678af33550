import { columnName } from '../../../core/fields/catalog.ts';
import { resultTypeFields } from '../../../core/metrics/definitions.ts';
import {
  cacheableMethods,
  cacheClass,
  cacheHitTypes,
  cacheMissTypes,
} from '../../../core/metrics/rowClasses.ts';
import type { Facet } from '../../facets/facets.ts';
import { cacheShift } from '../../table/segment.ts';

/**
 * SQL (DuckDB) that reads Parquet files into the columns of a segment, facets as texts `f_<id>`. Its parameter is
 * the list of files.
 *
 * @param columns those that the files have
 * @param oneOf read one of so many rows
 */
export function batchSql(columns: ReadonlySet<string>, facets: readonly Facet[], oneOf: number): string {
  const number = (name: string, expression: string) => (columns.has(name) ? expression : 'NULL::double');
  const parts = [
    `${number('timestamp', 'epoch_ms(CAST("timestamp" AS timestamp))::double')} AS time`,
    `${kindSql(columns)}::utinyint AS kind`,
    `coalesce(${number('sc_bytes', 'sc_bytes::double')}, 0) AS bytes`,
    `${number('time_to_first_byte', 'time_to_first_byte * 1000')} AS first_byte`,
    'filename AS file',
    'file_row_number::uinteger AS file_row',
    ...facets.map(({ id, sql }) => `${sql} AS f_${id}`),
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
  const method = columns.has('cs_method') ? `cs_method IN (${texts(cacheableMethods)})` : 'true';
  const cache = `CASE WHEN NOT coalesce(${method}, false) THEN ${cacheClass.none}
    WHEN ${results[0]} IN (${texts(cacheHitTypes)}) THEN ${cacheClass.hit}
    WHEN ${results[0]} IN (${texts(cacheMissTypes)}) THEN ${cacheClass.miss} ELSE ${cacheClass.none} END`;
  return `((${status}) + ((${cache}) << ${cacheShift}))`;
}

function texts(values: ReadonlySet<string>): string {
  return [...values].map((value) => `'${value}'`).join(', ');
}
