import { findField } from '../../core/fields/catalog.ts';
import {
  type SqlDialect as Engine,
  facetExpression,
  isComputedBySql,
} from '../../core/insight/facets/facetSql.ts';
import { sqlText, sqlTimestamp } from '../../core/sql/literals.ts';
import { type Facet, findPageFacet } from '../facets/facets.ts';
import type { Filter, Question } from '../questions/question.ts';

/** Hours after the end of a window during which its records can still arrive. */
const lateHours = 3;

const hour = 3_600_000;

/** Returns SQL that selects the requests of a window, and reads only the partitions that can contain them. */
export function windowSql({ from, to }: Pick<Question, 'from' | 'to'>): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const last = to + lateHours * hour;
  return [
    `"timestamp" >= ${sqlTimestamp(from)} AND "timestamp" < ${sqlTimestamp(to)}`,
    `day BETWEEN DATE '${day(from)}' AND DATE '${day(to)}'`,
    `arrival_day BETWEEN '${day(from)}' AND '${day(last)}'`,
    `(arrival_day > '${day(from)}' OR arrival_hour >= ${new Date(from).getUTCHours()})`,
  ].join('\n  AND ');
}

/** Whether SQL can filter by a facet. The user agent's family, for example, is computed by code only. */
export function isComparable({ isDerived, insight }: Facet): boolean {
  return !isDerived || (insight !== undefined && isComputedBySql(insight));
}

/** Returns SQL that selects the requests that match a filter. Absent values are compared like other values. */
export function filterSql({ facet, include, exclude }: Filter, engine: Engine): string {
  const found = findPageFacet(facet);
  if (found === undefined) throw new Error(`expected the id of a facet, got '${facet}'`);
  const sql = valueSql(found, engine);
  const list = (values: readonly (string | null)[]) => {
    const texts = values.filter((value) => value !== null);
    const parts = [
      ...(texts.length > 0 ? [`coalesce(${sql} IN (${texts.map(sqlText).join(', ')}), false)`] : []),
      ...(values.includes(null) ? [`${sql} IS NULL`] : []),
    ];
    return parts.length > 1 ? `(${parts.join(' OR ')})` : parts.join('');
  };
  return [
    ...(include.length > 0 ? [list(include)] : []),
    ...(exclude.length > 0 ? [`NOT ${exclude.length > 1 ? list(exclude) : `(${list(exclude)})`}`] : []),
  ].join(' AND ');
}

/** Returns SQL that selects the requests that match all filters. */
export function filtersSql(filters: readonly Filter[], engine: Engine): string {
  return filters.length === 0 ? 'true' : filters.map((filter) => filterSql(filter, engine)).join(' AND ');
}

/** Returns an SQL expression for a facet's value, if SQL can compute it. */
export function valueSql(facet: Facet, engine: Engine): string {
  const { insight: name, sql } = facet;
  const field = findField(facet.field);
  if (!facet.isDerived || !isComparable(facet) || name === undefined || field === undefined) return sql;
  return facetExpression({ name, field }, engine);
}
