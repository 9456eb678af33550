import { sqlText, sqlTimestamp } from '../../core/sql/literals.ts';
import { findFacet } from '../facets/facets.ts';
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

/** Returns SQL that selects the requests that match a filter. Absent values are compared like other values. */
export function filterSql({ facet, include, exclude }: Filter): string {
  const sql = findFacet(facet)?.sql;
  if (sql === undefined) throw new Error(`expected the id of a facet, got '${facet}'`);
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
export function filtersSql(filters: readonly Filter[]): string {
  return filters.length === 0 ? 'true' : filters.map(filterSql).join(' AND ');
}
