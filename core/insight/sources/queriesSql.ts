import { columnName } from '../../fields/catalog.ts';
import { cacheableMethods } from '../../metrics/rowClasses.ts';
import { sqlText } from '../../sql/literals.ts';
import { minDistinct, minMisses } from '../cacheBusting/cacheBusting.ts';
import { facetExpression } from '../facets/facetSql.ts';
import { type Facet, findFacet } from '../facets/facets.ts';
import { missTypes } from '../measures.ts';
import { type InsightQuery, tableOf, timestamp, windowsCondition } from './insightSql.ts';

/** Maximum number of paths that a query returns. */
const maxPaths = 10;

/** Returns an SQL expression for a request's query string, which is in `cs-uri-stem` or `cs-uri-query`. */
export function queryStringSql(columns: { readonly hasQueryColumn: boolean }): string {
  const other = columns.hasQueryColumn ? 'cs_uri_query' : 'NULL';
  return `CASE WHEN strpos(cs_uri_stem, '?') > 0 THEN substr(cs_uri_stem, strpos(cs_uri_stem, '?') + 1) ELSE ${other} END`;
}

/**
 * Returns SQL that finds paths with many cache misses whose query strings are nearly all different. Requests whose method
 * the cache can't serve are left out. The columns are `path`; the number of misses with a query string, `n` in the
 * selection and `bn` in the baseline; and the number of different query strings among them, `q` and `bq`.
 *
 * @param resultField field that contains the result type
 */
export function queriesSql(query: InsightQuery, resultField: string): string {
  const { from, to } = query.windows;
  const path = facetExpression(findFacet('path') as Facet, query.dialect);
  return `WITH r AS (
  SELECT ${path} AS path,
    ${queryStringSql({ hasQueryColumn: true })} AS query,
    "timestamp" >= ${timestamp(from)} AND "timestamp" < ${timestamp(to)} AS selected
  FROM ${tableOf(query)}
  WHERE ${windowsCondition(query)}
    AND "${columnName(resultField)}" IN (${list(missTypes)})${ofCacheableMethod(query)}
), counted AS (
  SELECT path, count(*) FILTER (WHERE selected) AS n, count(DISTINCT CASE WHEN selected THEN query END) AS q,
    count(*) FILTER (WHERE NOT selected) AS bn, count(DISTINCT CASE WHEN NOT selected THEN query END) AS bq
  FROM r
  WHERE path IS NOT NULL AND query <> ''
  GROUP BY path
)
SELECT path, n, q, bn, bq
FROM counted
WHERE n >= ${minMisses} AND q >= ${minDistinct} * n
ORDER BY n DESC, path
LIMIT ${maxPaths}`;
}

function ofCacheableMethod({ facets }: InsightQuery): string {
  if (!facets.some(({ name }) => name === 'method')) return '';
  return `\n    AND (cs_method IS NULL OR cs_method IN (${list([...cacheableMethods])}))`;
}

const list = (texts: readonly string[]) => texts.map(sqlText).join(', ');
