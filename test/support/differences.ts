import type { Columns, Value } from './parquetReaders.ts';

/** A value that differs from the expected one; undefined if it is absent, which differs from null. */
export interface Difference {
  readonly column: string;
  readonly row: number;
  readonly expected: Value | undefined;
  readonly got: Value | undefined;
}

/** Maximum number of differences to report. */
const mostTold = 5;

/**
 * The first few values in which columns differ: comparing hundreds of thousands of values by `toEqual` takes long,
 * and so does reading what it prints. A column that only one side has is different in every row.
 */
export function differences(got: Columns, expected: Columns): Difference[] {
  const found: Difference[] = [];
  for (const column of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const gotValues = got[column] ?? [];
    const expectedValues = expected[column] ?? [];
    for (let row = 0; row < Math.max(gotValues.length, expectedValues.length); row++) {
      if (isSame(gotValues[row], expectedValues[row])) continue;
      found.push({ column, row, expected: expectedValues[row], got: gotValues[row] });
      if (found.length === mostTold) return found;
    }
  }
  return found;
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : Object.is(a, b);
}
