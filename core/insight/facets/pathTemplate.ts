/** Matches a complete path segment that is an identifier: digits, a UUID, 16 or more hexadecimal digits, or a ULID. */
export const idPattern =
  '(?:[0-9]+|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|[0-7][0-9A-HJKMNP-TV-Z]{25})';

/** Placeholders in a template: for an identifier, and for a file whose name is an identifier. */
export const idSegment = '/{id}/';
export const idFile = '/{id}.';

const segment = new RegExp(`/${idPattern}/`, 'g');
const file = new RegExp(`/${idPattern}[.]`, 'g');

/**
 * Replaces identifiers in the path of a URL with placeholders, so that requests of one kind share a value.
 *
 * The steps are the same as in the SQL of `facetSql.ts`. The SQL engines have no lookahead, so every slash is
 * doubled, so that neighboring segments do not share one.
 *
 * @param stem path, with or without a query string
 * @example pathTemplate('/orders/17/items?x=1') === '/orders/{id}/items'
 */
export function pathTemplate(stem: string): string {
  const path = stem.split('?', 1)[0];
  const doubled = `${path.replaceAll('/', '//')}/`;
  const folded = doubled.replace(segment, idSegment).replace(file, idFile).replaceAll('//', '/');
  return folded.slice(0, -1);
}
