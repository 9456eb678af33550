import { columnName } from '../../fields/catalog.ts';
import { sqlText } from '../../sql/literals.ts';
import type { ClientGroup, FacetValue, RateGrowth } from '../cells.ts';
import { maxOfClient, maxShare, priorRequests } from '../clientLikelihood.ts';
import { type AgentClasses, agentExpression } from '../facets/agentClasses.ts';
import { facetExpression, isComputedBySql, type SqlDialect } from '../facets/facetSql.ts';
import type { Facet, FacetName } from '../facets/facets.ts';
import { type Measure, missTypes } from '../measures.ts';

/** Two time windows, in epoch milliseconds. `to` and `baselineTo` are exclusive. */
export interface InsightWindows {
  readonly from: number;
  readonly to: number;
  readonly baselineFrom: number;
  readonly baselineTo: number;
  /** Number of parts of equal length that the baseline is divided into. */
  readonly stretches: number;
}

/** Table or view to query. The table of the raw files has no event day, and can contain duplicate rows. */
export type RequestsTable = 'requests' | 'requests_raw';

/** Settings of the queries. */
export interface InsightQuery {
  readonly dialect: SqlDialect;
  /** @default 'requests' */
  readonly table?: RequestsTable | undefined;
  readonly measure: Measure;
  /** Field that the measure is computed from, if any. */
  readonly measureField: string | undefined;
  readonly windows: InsightWindows;
  readonly facets: readonly Facet[];
  /** Condition on the columns, in SQL. */
  readonly where?: string | undefined;
  /**
   * Condition on the columns, in SQL. If given, the selection is the requests of the window that meet it, and the baseline
   * is the others; both windows must be equal.
   */
  readonly set?: string | undefined;
  /** Whether the viewer's address is logged. */
  readonly hasClients: boolean;
  /** Threshold of a latency, in seconds. */
  readonly threshold?: number | undefined;
  readonly agents?: AgentClasses | undefined;
}

/** Number of values of a facet to return for each window. */
const valuesOfWindow = 40;

/** Hours after the end of a window during which its records can still arrive. */
const lateHours = 3;

const hour = 3_600_000;

/** Formats a time as an SQL literal. */
export function timestamp(time: number): string {
  return `TIMESTAMP '${new Date(time).toISOString().replace('T', ' ').slice(0, -1)}'`;
}

/**
 * Returns the conditions for one window: its time, and the partitions that can contain its records. In a local folder,
 * partitions cost nothing, and records may have been redelivered long after the window.
 */
function windowCondition(from: number, to: number, { dialect, table }: InsightQuery): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const hourOf = (time: number) => new Date(time).getUTCHours();
  const last = to + lateHours * hour;
  return [
    `"timestamp" >= ${timestamp(from)} AND "timestamp" < ${timestamp(to)}`,
    ...(table === 'requests_raw' ? [] : [`day >= DATE '${day(from)}' AND day <= DATE '${day(to)}'`]),
    `arrival_day >= '${day(from)}' AND (arrival_day > '${day(from)}' OR arrival_hour >= ${hourOf(from)})`,
    ...(dialect === 'athena'
      ? [
          `arrival_day <= '${day(last)}' AND (arrival_day < '${day(last)}' OR arrival_hour <= ${hourOf(last)})`,
        ]
      : []),
  ].join(' AND ');
}

/** Returns the condition that selects the rows of both windows. */
export function windowsCondition(query: InsightQuery): string {
  const { windows, where } = query;
  const { from, to, baselineFrom, baselineTo } = windows;
  const times = `((${windowCondition(from, to, query)})\n    OR (${windowCondition(baselineFrom, baselineTo, query)}))`;
  return where === undefined ? times : `${times}\n    AND (${where})`;
}

/**
 * Returns an SQL expression for the number of a row's window: 0 for the selection, then the stretches of the baseline.
 */
function windowNumber({ windows, set }: InsightQuery): string {
  const { from, to, baselineFrom, baselineTo, stretches } = windows;
  const length = (baselineTo - baselineFrom) / stretches;
  const parts = Array.from(
    { length: stretches - 1 },
    (_, index) => `WHEN "timestamp" < ${timestamp(baselineFrom + length * (index + 1))} THEN ${index + 1}`,
  );
  const selection = set ?? `"timestamp" >= ${timestamp(from)} AND "timestamp" < ${timestamp(to)}`;
  return `CASE WHEN ${selection} THEN 0 ${parts.join(' ')} ELSE ${stretches} END`;
}

/** Returns an SQL expression for the amount that a row adds to the measure, as a double; NULL excludes the row. */
function amount({ measure, measureField, threshold }: InsightQuery): string {
  const column = `"${columnName(measureField ?? '')}"`;
  const event = (test: string) => `CASE WHEN ${test} THEN 1e0 ELSE 0e0 END`;
  switch (measure.name) {
    case 'requests':
      return '1e0';
    case 'bytes':
      return `CAST(${column} AS double)`;
    case 'ttfb':
    case 'taken':
      return `CASE WHEN ${column} > ${threshold} THEN 1e0 WHEN ${column} IS NOT NULL THEN 0e0 END`;
    case 'misses':
      return event(`${column} IN (${missTypes.map(sqlText).join(', ')})`);
    case 'errors':
      return event(`${column} BETWEEN 400 AND 599`);
    case '4xx':
      return event(`${column} BETWEEN 400 AND 499`);
    default:
      return event(`${column} BETWEEN 500 AND 599`);
  }
}

function expressionOf(query: InsightQuery, facet: Facet): string {
  const { dialect, agents } = query;
  if (isComputedBySql(facet.name)) return facetExpression(facet, dialect);
  return agentExpression(facet, agents, dialect);
}

export const tableOf = ({ table = 'requests' }: InsightQuery) => table;

/** Returns a query for the rows: window `w`, amount `a`, facets `f0`, `f1`, …, and client `c`. */
function rowsOf(query: InsightQuery, facets: readonly Facet[], withClient: boolean): string {
  const columns = [
    `${windowNumber(query)} AS w`,
    `${amount(query)} AS a`,
    ...facets.map((facet, index) => `${expressionOf(query, facet)} AS f${index}`),
    ...(withClient ? ['c_ip AS c'] : []),
  ];
  return `SELECT ${columns.join(',\n    ')}\n  FROM ${tableOf(query)}\n  WHERE ${windowsCondition(query)}`;
}

/** Returns a query for the 95th percentile of a latency in the baseline, as `threshold`. */
export function thresholdSql(query: InsightQuery): string {
  const { dialect, measureField = '', windows, set } = query;
  const percentile = dialect === 'duckdb' ? 'approx_quantile' : 'approx_percentile';
  const baseline = { ...windows, from: windows.baselineFrom, to: windows.baselineTo };
  return `SELECT ${percentile}("${columnName(measureField)}", 0.95) AS threshold
FROM ${tableOf(query)}
WHERE ${windowsCondition({ ...query, windows: baseline })}${set === undefined ? '' : `\n    AND NOT coalesce(${set}, FALSE)`}`;
}

/** Returns a query for the user agents in both windows, the most frequent first, as `agent`. */
export function agentsSql(query: InsightQuery, limit: number): string {
  return `SELECT cs_user_agent AS agent, count(*) AS n
FROM ${tableOf(query)}
WHERE ${windowsCondition(query)} AND cs_user_agent IS NOT NULL
GROUP BY 1
ORDER BY n DESC, agent
LIMIT ${limit}`;
}

/**
 * Returns a query for the cells of each facet value: `g` is the index of the facet, or -1 for all requests, `w` the
 * window, `n` the number of requests, `k` the number of events, and `q` the sum of the squares of the amounts.
 */
export function singlesSql(query: InsightQuery): string {
  const { facets, measure } = query;
  const columns = facets.map((_, index) => `f${index}`);
  const all = 2 ** facets.length - 1;
  const places = facets.map((_, index) => `WHEN ${all - 2 ** (facets.length - 1 - index)} THEN ${index}`);
  const grouping =
    facets.length > 0 ? `CASE grouping(${columns.join(', ')}) ${places.join(' ')} ELSE -1 END` : '-1';
  const sets = ['(w)', ...columns.map((column) => `(w, ${column})`)];
  const ofBaseline = (sum: string) => `sum(CASE WHEN g = -1 AND w > 0 THEN ${sum} END) OVER ()`;
  const order = measure.kind === 'volume' ? 'k' : `k - n * ${ofBaseline('k')} / ${ofBaseline('n')}`;
  const value = facets.length === 1 ? 'f0' : facets.length === 0 ? 'NULL' : `coalesce(${columns.join(', ')})`;
  return `WITH r AS (
  ${rowsOf(query, facets, false)}
), grouped AS (
  SELECT ${grouping} AS g, ${value} AS v, w, count(*) AS n, sum(a) AS k, sum(a * a) AS q
  FROM r
  WHERE a IS NOT NULL
  GROUP BY GROUPING SETS (${sets.join(', ')})
), scored AS (
  SELECT g, v, w, n, k, q, ${order} AS score
  FROM grouped
), ranked AS (
  SELECT g, v, w, n, k, q, row_number() OVER (PARTITION BY g, w ORDER BY score DESC, v) AS place
  FROM scored
  WHERE g = -1 OR v IS NOT NULL
), best AS (
  SELECT g, v, w, n, k, q, min(place) OVER (PARTITION BY g, v) AS place
  FROM ranked
)
SELECT g, v, w, n, k, q
FROM best
WHERE place <= ${valuesOfWindow} OR g = -1`;
}

/** Returns a query that counts requests by which of the values they match: `mask`, `w` (0 or 1), `n`, `k`. */
export function masksSql(query: InsightQuery, values: readonly FacetValue[]): string {
  const { facets, tests } = testsOf(query, values);
  const bits = tests.map((test, index) => `CASE WHEN ${test} THEN ${2 ** index} ELSE 0 END`);
  return `WITH r AS (
  ${rowsOf(query, facets, false)}
)
SELECT CAST(${bits.join(' + ')} AS bigint) AS mask, CASE WHEN w = 0 THEN 0 ELSE 1 END AS w, count(*) AS n, sum(a) AS k
FROM r
WHERE a IS NOT NULL
GROUP BY 1, 2`;
}

/** Returns a query for how groups are distributed over clients. Its result is one row. */
export function clientsSql(query: InsightQuery, groups: readonly ClientGroup[]): string {
  const { facets, tests } = testsOf(
    query,
    groups.flatMap(({ values }) => values),
  );
  let next = 0;
  const conditions = groups.map(({ values }) => ['TRUE', ...values.map(() => tests[next++])].join(' AND '));
  const inner = conditions.flatMap((test, index) =>
    [
      ['sn', 'count(*)', 'w = 0'],
      ['sk', 'sum(a)', 'w = 0'],
      ['bn', 'count(*)', 'w > 0'],
      ['bk', 'sum(a)', 'w > 0'],
    ].map(
      ([name, sum, window]) =>
        `CAST(coalesce(${sum} FILTER (WHERE ${window} AND ${test}), 0) AS double) AS ${name}${index}`,
    ),
  );
  const outer = groups.flatMap(({ growth }, i) =>
    [
      [`count_if(sn${i} + bn${i} > 0)`, 'clients'],
      ...['s', 'b'].flatMap((w) => [
        [`count_if(${w}n${i} > 0)`, `${w}clients`],
        [`count_if(${w}k${i} > 0)`, `${w}affected`],
        [`sum(${w}n${i})`, `${w}n`],
        [`sum(${w}k${i})`, `${w}k`],
        [`sum(${w}n${i} * ${w}n${i})`, `${w}nn`],
        [`sum(${w}k${i} * ${w}k${i})`, `${w}kk`],
        [`sum(${w}k${i} * ${w}n${i})`, `${w}kn`],
      ]),
      [`sum(sk${i} * bk${i})`, 'product'],
      ...(growth === undefined ? [] : [[`sum(${likelihoodOfClientSql(growth, i)})`, 'likelihood']]),
    ].map(([sql, name]) => `${sql} AS ${name}_${i}`),
  );
  return `WITH r AS (
  ${rowsOf(query, facets, true)}
), clients AS (
  SELECT c, ${inner.join(',\n    ')}
  FROM r
  WHERE a IS NOT NULL AND c IS NOT NULL
  GROUP BY c
)
SELECT ${outer.join(',\n  ')}
FROM clients`;
}

/** Returns an expression that equals `likelihoodOfClient` for the group with this index. */
function likelihoodOfClientSql({ usual, drift, added, falls }: RateGrowth, index: number): string {
  const [before, after] = falls ? ['s', 'b'] : ['b', 's'];
  // In Athena, numbers without an exponent are decimals.
  const number = (value: number) => value.toExponential();
  const own = `(${before}k${index} + ${number(priorRequests * usual)}) / (${before}n${index} + ${number(priorRequests)})`;
  const share = `least(${number(maxShare)}, ${number(drift)} * ${own})`;
  const ofEvent = `ln(1e0 + ${number(added)} * (1e0 / ${share} - 1e0))`;
  const [n, k] = [`${after}n${index}`, `${after}k${index}`];
  const likelihood = `${k} * ${ofEvent} + (${n} - ${k}) * ${number(Math.log(1 - added))}`;
  return `greatest(${number(-maxOfClient)}, least(${number(maxOfClient)}, ${likelihood}))`;
}

/** Returns the facets of values, and a test on their columns for each value. */
function testsOf({ facets }: InsightQuery, values: readonly FacetValue[]) {
  const names = [...new Set<FacetName>(values.map(({ facet }) => facet))];
  const used = names.flatMap((name) => facets.filter((facet) => facet.name === name));
  const tests = values.map(
    ({ facet, value }) => `f${used.findIndex(({ name }) => name === facet)} = ${sqlText(value)}`,
  );
  return { facets: used, tests };
}
