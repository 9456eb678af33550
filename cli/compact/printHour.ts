import { columnName, findField } from '../../core/fields/catalog.ts';
import { hourStatements } from '../../core/lake/compaction/hourStatements.ts';
import { compactionTarget, type Dialect } from '../../core/lake/compaction/target.ts';
import { compactedColumns, fileColumn } from '../../core/lake/requestsView.ts';
import { tableColumns } from '../../core/lake/table.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Options of the printed statements. */
export interface PrintOptions {
  readonly dialect: Exclude<Dialect, 'duckdb'>;
  /** Trino's schema. */
  readonly schema: string;
  readonly slices: number;
  /** Names of fields that aren't in the catalog. */
  readonly unknownFields: readonly string[];
}

/**
 * Returns the statements that merge an hour, as lines of an SQL file.
 *
 * @param hour hours since the epoch
 */
export function hourStatementLines(
  hour: number,
  { dialect, schema, slices, unknownFields }: PrintOptions,
): string[] {
  const columns = tableColumns(unknownFields).map(({ name }) => name);
  const target = compactionTarget(dialect, columns, [], schema);
  return hourStatements(target, hour, slices).flatMap(({ purpose, sql }, index) => [
    ...(index === 0 ? [] : ['']),
    `-- ${index + 1}. ${purpose}`,
    ...`${sql};`.split('\n'),
  ]);
}

/** Reads `--schema`. */
export function readSchema(value: string): string {
  if (/^[a-z_][a-z0-9_]{0,127}$/.test(value)) return value;
  throw new UsageError(
    `--schema: expected lowercase letters, digits, and _, not starting with a digit, got '${value}'`,
  );
}

/** Reads `--unknown-fields`. */
export function readFields(value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  const taken = new Set<string>([...compactedColumns(), fileColumn].map(({ name }) => name));
  for (const name of names) {
    if (!/^[a-z][a-z0-9-]{0,127}$/.test(name) || findField(name) !== undefined || taken.has(columnName(name)))
      throw new UsageError(
        `--unknown-fields: expected different names of fields that aren't in the catalog, separated by commas, got '${name}'`,
      );
    taken.add(columnName(name));
  }
  return names;
}
