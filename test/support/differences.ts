import type { Columns, Value } from './parquetReaders.ts';

/** A value that is not the expected one; undefined where there is none, neither a value nor null. */
export interface Difference {
  readonly column: string;
  readonly row: number;
  readonly expected: Value | undefined;
  readonly got: Value | undefined;
}

/** Differences that are told; more of them say nothing new. */
const mostTold = 5;

/**
 * Where columns differ, the first few values: comparing hundreds of thousands of values by `toEqual` takes long,
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
