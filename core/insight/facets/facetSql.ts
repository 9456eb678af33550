import { columnName } from '../../fields/catalog.ts';
import type { FacetName } from '../../fields/facetNames.ts';
import { sqlText } from '../../sql/literals.ts';
import type { Facet } from './facets.ts';
import { idFile, idPattern, idSegment } from './pathTemplate.ts';

/** The supported SQL engines, which differ in a few functions. */
export type SqlDialect = 'duckdb' | 'athena';

/** Facets whose values are classified outside the engine, from the column's text. */
const classified: readonly FacetName[] = ['agent', 'bot'];

/** Whether SQL can compute a facet's value. If not, {@link facetExpression} returns the text that it is classified from. */
export function isComputedBySql(name: FacetName): boolean {
  return !classified.includes(name);
}

/**
 * Returns an SQL expression for a facet's value. It equals `facet.read` of the column if {@link isComputedBySql}, and is
 * NULL if the request has no value.
 */
export function facetExpression(facet: Pick<Facet, 'name' | 'field'>, dialect: SqlDialect): string {
  const column = `"${columnName(facet.field.name)}"`;
  switch (facet.name) {
    case 'path':
      return pathExpression(column, dialect);
    case 'host':
      return `lower(${column})`;
    case 'airport':
      return `substr(${column}, 1, 3)`;
    case 'content-type':
      return `lower(trim(split_part(${column}, ';', 1)))`;
    default:
      return facet.field.type === 'string' ? column : `CAST(${column} AS varchar)`;
  }
}

function pathExpression(column: string, dialect: SqlDialect): string {
  const everywhere = dialect === 'duckdb' ? ", 'g'" : '';
  const fold = (sql: string, after: string, by: string) =>
    `regexp_replace(${sql}, '/${idPattern}${after}', ${sqlText(by)}${everywhere})`;
  const doubled = `concat(replace(split_part(${column}, '?', 1), '/', '//'), '/')`;
  const folded = `replace(${fold(fold(doubled, '/', idSegment), '[.]', idFile)}, '//', '/')`;
  return `CASE WHEN ${column} IS NOT NULL THEN substr(${folded}, 1, length(${folded}) - 1) END`;
}
