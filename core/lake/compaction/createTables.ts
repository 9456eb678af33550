import type { FieldType } from '../../fields/catalog.ts';
import { findColumnType } from '../requestsView.ts';
import type { CompactionTarget, Dialect } from './target.ts';

type ColumnType = FieldType | 'date';

/** Column types by dialect. Iceberg stores microseconds. */
const types: Readonly<Record<Dialect, Readonly<Record<ColumnType, string>>>> = {
  athena: {
    string: 'string',
    timestamp: 'timestamp',
    double: 'double',
    int: 'int',
    bigint: 'bigint',
    date: 'date',
  },
  trino: {
    string: 'varchar',
    timestamp: 'timestamp(6)',
    double: 'double',
    int: 'integer',
    bigint: 'bigint',
    date: 'date',
  },
  duckdb: {
    string: 'varchar',
    timestamp: 'timestamp',
    double: 'double',
    int: 'integer',
    bigint: 'bigint',
    date: 'date',
  },
};

/** Columns of the compacted table that follow the columns of fields. */
const addedColumns = ['arrival_day', 'arrival_hour', 'day', 'arrived'] as const;

/**
 * Returns the statement that creates the compacted table if it doesn't exist: an Iceberg table, partitioned by event
 * day. The partition is the column `day` itself, because Athena's OPTIMIZE accepts conditions on partition columns
 * only.
 *
 * @param location folder for its files, such as `s3://bucket/compacted/`
 */
export function createCompactedTable(target: CompactionTarget, location: string): string {
  const names = [...target.columns, ...addedColumns];
  return createIcebergTable(
    target.dialect,
    target.compacted,
    names.map((name) => [name, findColumnType(name)]),
    location,
  );
}

/** Returns the statement that creates an Iceberg table, partitioned by `day`, if it doesn't exist. */
export function createIcebergTable(
  dialect: Dialect,
  table: string,
  columns: readonly (readonly [name: string, type: ColumnType])[],
  location: string,
): string {
  const quote = dialect === 'athena' ? '`' : '"';
  const declared = columns.map(([name, type]) => `  ${quote}${name}${quote} ${types[dialect][type]}`);
  return `CREATE TABLE IF NOT EXISTS ${table} (\n${declared.join(',\n')}\n)${properties[dialect](location)}`;
}

const properties: Readonly<Record<Dialect, (location: string) => string>> = {
  athena: (location) => `
PARTITIONED BY (day)
LOCATION '${location}'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')`,
  trino: (location) => `
WITH (format = 'PARQUET', partitioning = ARRAY['day'], location = '${location}')`,
  duckdb: () => '',
};

/**
 * Returns the statements that add columns of new fields to the compacted table. Columns of removed fields stay.
 *
 * @param names missing columns, in order
 */
export function addColumns(target: CompactionTarget, names: readonly string[]): string[] {
  const { dialect, compacted } = target;
  const typed = names.map((name) => [name, types[dialect][findColumnType(name)]] as const);
  if (typed.length === 0) return [];
  if (dialect === 'athena')
    return [
      `ALTER TABLE ${compacted} ADD COLUMNS (${typed.map(([name, type]) => `\`${name}\` ${type}`).join(', ')})`,
    ];
  return typed.map(([name, type]) => `ALTER TABLE ${compacted} ADD COLUMN "${name}" ${type}`);
}
