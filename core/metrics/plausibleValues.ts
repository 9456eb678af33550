import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';

/** The numbers of a column as metrics read them. */
export type Numbers = Pick<NumberColumn, 'codes' | 'values' | 'entries' | 'rows' | 'nulls'>;

const secondsOfHour = 3600;
const secondsOfDay = 86_400;

/**
 * The largest value of each field that metrics take into sums and histograms. Viewers decide these numbers, or can
 * prolong them, and one of them must not outweigh all others of its minute. A value beyond its bound stays in the lake;
 * metrics leave it out and count it.
 */
export const plausibleBounds: Readonly<Record<string, number>> = {
  // Bytes: 1 TB, far above any object, and what a connection carries in a day at 93 Mbit/s.
  'sc-bytes': 1e12,
  'cs-bytes': 1e12,
  // Seconds: a slow viewer prolongs a response, and a connection can stay open for days.
  'time-taken': 7 * secondsOfDay,
  'time-to-first-byte': secondsOfHour,
  'origin-fbl': secondsOfHour,
  'origin-lbl': secondsOfDay,
  // Milliseconds: a segment of a stream lasts seconds, a clip that is requested as a whole some minutes.
  'cmcd-object-duration': 600_000,
  // kbit/s: 1 Gbit/s of encoded video is far above 8K, and 10 Gbit/s is a very fast line to a home.
  'cmcd-encoded-bitrate': 1_000_000,
  'cmcd-measured-throughput': 10_000_000,
};

/** A column without implausible values, and how many rows have lost theirs. */
export interface PlausibleValues {
  readonly column: Numbers;
  readonly leftOut: number;
}

/** Leaves out of a column what is above the bound of its field. The column itself stays as it is. */
export function plausibleValues(field: string, column: NumberColumn): PlausibleValues {
  const bound = plausibleBounds[field] ?? Number.POSITIVE_INFINITY;
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
