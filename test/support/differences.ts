import type { Columns, Value } from './parquetReaders.ts';

/** A value that differs from the expected one. Undefined means absent, which differs from null. */
export interface Difference {
  readonly column: string;
  readonly row: number;
  readonly expected: Value | undefined;
  readonly got: Value | undefined;
}

/** Maximum number of differences to report. */
const maxReported = 5;

/**
 * Returns the first few differences between columns. Comparing hundreds of thousands of values with `toEqual`
 * takes long, and its output is hard to read. A column that exists on only one side differs in every row.
 */
export function differences(got: Columns, expected: Columns): Difference[] {
  const found: Difference[] = [];
  for (const column of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const gotValues = got[column] ?? [];
    const expectedValues = expected[column] ?? [];
    for (let row = 0; row < Math.max(gotValues.length, expectedValues.length); row++) {
      if (isSame(gotValues[row], expectedValues[row])) continue;
      found.push({ column, row, expected: expectedValues[row], got: gotValues[row] });
      if (found.length === maxReported) return found;
    }
  }
  return found;
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : Object.is(a, b);
}
