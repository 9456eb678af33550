import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';
import { plausibleBounds } from '../fields/plausibleBounds.ts';

/** The parts of a number column that metrics read. */
export type Numbers = Pick<NumberColumn, 'codes' | 'values' | 'entries' | 'rows' | 'nulls'>;

/** A column without implausible values, and the number of rows whose value was removed. */
export interface PlausibleValues {
  readonly column: Numbers;
  readonly leftOut: number;
}

/** Returns a column without the values above the field's bound. Doesn't change the original column. */
export function plausibleValues(field: string, column: NumberColumn): PlausibleValues {
  const bounds: Readonly<Record<string, number>> = plausibleBounds;
  const bound = bounds[field] ?? Number.POSITIVE_INFINITY;
  const { codes, values, entries, rows, nulls } = column;
  let largest = 0;
  for (let code = 0; code < entries; code++) if (values[code] > largest) largest = values[code];
  if (largest <= bound) return { column, leftOut: 0 };
  const bounded = codes.slice(0, rows);
  let leftOut = 0;
  for (let row = 0; row < rows; row++) {
    if (bounded[row] === noValue || values[bounded[row]] <= bound) continue;
    bounded[row] = noValue;
    leftOut++;
  }
  return { column: { codes: bounded, values, entries, rows, nulls: nulls + leftOut }, leftOut };
}
