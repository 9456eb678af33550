import type { FieldType } from '../fields/catalog.ts';
import { documentColumns } from './documentColumns.ts';

/** Longest text of a Redshift column, in bytes (Redshift developer guide, 'Character types', November 2026). */
const longestText = 65_535;
const usualText = 1024;

const types: Readonly<Record<Exclude<FieldType, 'string'>, string>> = {
  timestamp: 'TIMESTAMP',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE PRECISION',
};

/**
 * Returns the statements that create the table of a Redshift destination, and a view without duplicate rows: Firehose
 * delivers at least once.
 *
 * @param table name of the table, with its schema if that is not `public`
 */
export function redshiftStatements(table: string): string {
  const columns = documentColumns().map(({ name, type, isLong }) => {
    const sqlType = type === 'string' ? `VARCHAR(${isLong ? longestText : usualText})` : types[type];
    return `  ${quoted(name)} ${sqlType}`;
  });
  return [
    `CREATE TABLE ${table} (\n${columns.join(',\n')}\n) DISTSTYLE EVEN SORTKEY (${quoted('timestamp')});`,
    `CREATE VIEW ${table}_once AS\n${deduplicateQuery(table)};`,
    '',
  ].join('\n\n');
}

/** Returns a query for a table's rows without duplicates. All rows without an ID are kept. */
export function deduplicateQuery(table: string): string {
  const id = 'COALESCE(x_edge_request_id, sequence_number)';
  return [
    `SELECT * FROM ${table} WHERE ${id} IS NULL`,
    'UNION ALL',
    `SELECT * FROM ${table} WHERE ${id} IS NOT NULL`,
    `QUALIFY ROW_NUMBER() OVER (PARTITION BY ${id} ORDER BY ${quoted('timestamp')}) = 1`,
  ].join('\n');
}

function quoted(name: string): string {
  return `"${name}"`;
}
