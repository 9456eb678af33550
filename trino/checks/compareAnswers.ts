import type { DuckDBConnection } from '@duckdb/node-api';
import type { Answer } from '../server/trinoClient.ts';

/** For each Trino type, the corresponding DuckDB types. */
const duckdbTypes: readonly (readonly [trino: RegExp, duckdb: RegExp])[] = [
  [/^varchar/, /^VARCHAR$/],
  // DuckDB uses a wider type for sums of bigint.
  [/^bigint$/, /^(BIGINT|HUGEINT)$/],
  [/^integer$/, /^INTEGER$/],
  [/^double$/, /^DOUBLE$/],
  [/^timestamp\([36]\)$/, /^TIMESTAMP$/],
  [/^date$/, /^DATE$/],
  [/^boolean$/, /^BOOLEAN$/],
];

/** Columns with file names, which differ between the engines. Only their presence is compared. */
const namesOfFiles = new Set(['file']);

/** Comparison options. */
export interface Comparison {
  readonly sql: string;
  /** Whether the order of the rows must be the same. */
  readonly isOrdered: boolean;
}

/**
 * Compares Trino's result with DuckDB's: names, types, rows, values, and NULLs.
 *
 * @returns sentences about differences; an empty list if the results are equal
 */
export async function answerDifferences(
  trino: Answer,
  duckdb: DuckDBConnection,
  { sql, isOrdered }: Comparison,
): Promise<string[]> {
  const reader = await duckdb.runAndReadAll(sql);
  const names = trino.columns.map(({ name }) => name);
  if (names.join() !== reader.columnNames().join())
    return [`expected the columns ${reader.columnNames().join(', ')}, got ${names.join(', ')}`];
  const differences = trino.columns.flatMap(({ name, type }, index) => {
    const expected = String(reader.columnTypes()[index]);
    const form = duckdbTypes.find(([each]) => each.test(type))?.[1];
    return form?.test(expected) ? [] : [`expected ${name} as ${expected}, got ${type}`];
  });
  const types = trino.columns.map(({ type }) => type);
  const print = (row: readonly unknown[]) =>
    JSON.stringify(row.map((value, index) => plainValue(value, types[index] ?? '', names[index] ?? '')));
  const got = trino.values.map(print);
  const expected = reader.getRowsJson().map((row) => print(row as unknown[]));
  if (!isOrdered) {
    got.sort();
    expected.sort();
  }
  if (got.length !== expected.length) differences.push(`expected ${expected.length} rows, got ${got.length}`);
  const first = expected.findIndex((row, index) => row !== got[index]);
  if (first >= 0) differences.push(`row ${first}: expected ${expected[first]}, got ${got[first]}`);
  return differences.map((sentence) => sentence.slice(0, 1_500));
}

/** Writes a value in a common form of both engines. Sums of doubles differ in their last digits. */
function plainValue(value: unknown, type: string, name: string): string | null {
  if (value === null) return null;
  if (namesOfFiles.has(name)) return 'a file';
  if (type === 'double') return Number(value).toPrecision(9);
  if (type.startsWith('timestamp'))
    return String(value)
      .replace(/\.(\d*?)0*$/, '.$1')
      .replace(/\.$/, '');
  return String(value);
}
