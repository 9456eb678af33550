import { openSearchTemplate } from '../../core/destinations/openSearchTemplate.ts';

/** How OpenSearch stores a column, from the index template. */
export interface CheckedColumn {
  readonly name: string;
  readonly type: 'keyword' | 'ip' | 'integer' | 'long' | 'double';
  /** Maximum length of searchable text, in characters. */
  readonly ignoreAbove: number | undefined;
}

interface Mapping {
  readonly type: string;
  readonly ignore_above?: number;
}

/** Returns the columns of the index template to compare, without the time, which is compared separately. */
export function checkedColumns(): CheckedColumn[] {
  const { template } = openSearchTemplate({ index: 'requests', addresses: 'keep' }) as {
    template: { mappings: { properties: Record<string, Mapping> } };
  };
  return Object.entries(template.mappings.properties)
    .filter(([, { type }]) => type !== 'date' && type !== 'alias')
    .map(([name, { type, ignore_above: ignoreAbove }]) => ({
      name,
      type: type as CheckedColumn['type'],
      ignoreAbove,
    }));
}

/** Returns SQL for a column's value in OpenSearch: without U+0000, and NULL if it is too long to be searchable. */
export function indexedValue({ name, type, ignoreAbove }: CheckedColumn): string {
  if (type !== 'keyword' || ignoreAbove === undefined) return `"${name}"`;
  const text = `replace("${name}", chr(0), '%00')`;
  // The limit counts UTF-16 units, so a character above U+FFFF, which has four bytes, counts twice.
  const wide = `length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`;
  return `CASE WHEN length(${text}) + ${wide} <= ${ignoreAbove} THEN ${text} END`;
}
