import { openSearchTemplate } from '../../core/destinations/openSearchTemplate.ts';

/** How OpenSearch stores a column, from the index template. */
export interface CheckedColumn {
  readonly name: string;
  readonly type: 'keyword' | 'ip' | 'integer' | 'long' | 'double';
  /** Characters of the longest text that is searchable. */
  readonly ignoreAbove: number | undefined;
}

interface Mapping {
  readonly type: string;
  readonly ignore_above?: number;
}

/** The columns of the index template that have values to compare; the time is compared apart. */
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

/** The value of a column as OpenSearch has it, in SQL: without U+0000, and NULL if it is too long to be searchable. */
export function indexedValue({ name, type, ignoreAbove }: CheckedColumn): string {
  if (type !== 'keyword' || ignoreAbove === undefined) return `"${name}"`;
  const text = `replace("${name}", chr(0), '%00')`;
  // The limit counts UTF-16 units: a character beyond U+FFFF, which has four bytes, counts twice.
  const wide = `length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`;
  return `CASE WHEN length(${text}) + ${wide} <= ${ignoreAbove} THEN ${text} END`;
}
