import { columnName } from '../../core/fields/catalog.ts';
import type { SqlDialect } from '../../core/insight/facets/facetSql.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import { resultTypeFields } from '../../core/metrics/definitions.ts';
import { cacheableMethods, cacheHitTypes, cacheMissTypes } from '../../core/metrics/rowClasses.ts';
import type { Facet } from '../facets/facets.ts';
import type { Question } from '../questions/question.ts';
import type { TimeSteps } from '../questions/timeSteps.ts';
import { filterSql, filtersSql, windowSql } from './conditions.ts';

/** SQL dialects: Athena, and DuckDB for tests. */
export type Engine = SqlDialect;

const result = columnName(resultTypeFields[0]);

const texts = (values: ReadonlySet<string>) => [...values].map((value) => `'${value}'`).join(', ');

const isHit = `cs_method IN (${texts(cacheableMethods)}) AND ${result} IN (${texts(cacheHitTypes)})`;
const isLookup = `cs_method IN (${texts(cacheableMethods)}) AND ${result} IN (${texts(cacheHitTypes)}, ${texts(cacheMissTypes)})`;

/** Returns SQL for the timestamp in epoch milliseconds. */
const milliseconds = (engine: Engine) =>
  engine === 'athena' ? `CAST(to_unixtime("timestamp") * 1000 AS bigint)` : 'epoch_ms("timestamp")';

/** Returns SQL columns for the 50th, 95th, and 99th percentile of the time to first byte, in seconds. */
function percentiles(engine: Engine): string {
  const one = (share: number, name: string) =>
    engine === 'athena'
      ? `approx_percentile(time_to_first_byte, ${share}) AS ${name}`
      : `quantile_disc(time_to_first_byte, ${share}) AS ${name}`;
  return [one(0.5, 'p50'), one(0.95, 'p95'), one(0.99, 'p99')].join(', ');
}

/** Returns SQL for totals by bar of the chart, and a row without a bar for the total of all bars. */
export function seriesSql(question: Question, { start, length }: TimeSteps, engine: Engine): string {
  const classOf = (hundreds: number) =>
    `count_if(sc_status BETWEEN ${hundreds}00 AND ${hundreds}99) AS c${hundreds}`;
  return `SELECT bar, count(*) AS n, count_if(sc_status = 0) AS c0, ${[2, 3, 4, 5].map(classOf).join(', ')},
  count_if(${isHit}) AS hits, count_if(${isLookup}) AS lookups, sum(sc_bytes) AS bytes, ${percentiles(engine)}
FROM (
  SELECT *, CAST(floor((${milliseconds(engine)} - ${start}) / ${length}.0) AS integer) AS bar
  FROM ${requestsViewName}
  WHERE ${windowSql(question)}
  AND ${filtersSql(question.filters, engine)}
) AS chosen
GROUP BY GROUPING SETS ((bar), ())`;
}

/**
 * Returns SQL for the most frequent values of every facet in one scan. Each facet counts the requests that
 * match all filters except its own, so requests that two or more filters leave out aren't counted.
 */
export function facetsSql(question: Question, facets: readonly Facet[], max: number, engine: Engine): string {
  const { filters } = question;
  const passes = filters.map((filter, index) => `${filterSql(filter, engine)} AS pass_${index}`);
  const counted = facets.map(({ id }) => {
    const others = filters.flatMap((filter, index) => (filter.facet === id ? [] : [`pass_${index}`]));
    return others.length === 0 ? 'true' : others.join(' AND ');
  });
  const grouping = facets.map((_, index) => `f${index}`);
  const which = grouping.map((column, index) => `WHEN grouping(${column}) = 0 THEN ${index}`).join(' ');
  const sum = (what: string, name: string) =>
    `CASE ${grouping
      .map((column, index) => `WHEN grouping(${column}) = 0 THEN count_if(${counted[index]}${what})`)
      .join(' ')} END AS ${name}`;
  return `SELECT facet, value, n, client, server, different, all_n FROM (
  SELECT *, row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) AS place,
    count(*) OVER (PARTITION BY facet) AS different, sum(n) OVER (PARTITION BY facet) AS all_n
  FROM (
    SELECT CASE ${which} END AS facet, CASE ${grouping.map((column) => `WHEN grouping(${column}) = 0 THEN ${column}`).join(' ')} END AS value,
      ${sum('', 'n')},
      ${sum(' AND sc_status BETWEEN 400 AND 499', 'client')},
      ${sum(' AND sc_status BETWEEN 500 AND 599', 'server')}
    FROM (
      SELECT sc_status, ${[...facets.map(({ sql }, index) => `${sql} AS f${index}`), ...passes].join(', ')}
      FROM ${requestsViewName}
      WHERE ${windowSql(question)}
    ) AS chosen
    GROUP BY GROUPING SETS (${grouping.map((column) => `(${column})`).join(', ')})
  ) AS counted WHERE n > 0
) AS ranked WHERE place <= ${max} ORDER BY facet, place`;
}

/** Returns SQL for the latest requests, with the columns that identify them. */
export function latestSql(question: Question, max: number, engine: Engine): string {
  return `SELECT ${milliseconds(engine)} AS time, sc_status, cs_method, cs_host, split_part(cs_uri_stem, '?', 1) AS path, c_country,
  x_edge_location, x_edge_detailed_result_type, time_to_first_byte, sc_bytes, x_edge_request_id
FROM ${requestsViewName}
WHERE ${windowSql(question)}
  AND ${filtersSql(question.filters, engine)}
ORDER BY "timestamp" DESC LIMIT ${max}`;
}
