import { noValue } from '../columns/codes.ts';
import type { NumberColumn } from '../columns/numberColumn.ts';

/** The parts of a number column that metrics read. */
export type Numbers = Pick<NumberColumn, 'codes' | 'values' | 'entries' | 'rows' | 'nulls'>;

const secondsOfHour = 3600;
const secondsOfDay = 86_400;

/**
 * The largest value of each field that metrics include in sums and histograms. Viewers decide these numbers or can
 * increase them, and a single value must not outweigh all others of its minute. A value above its bound stays in the
 * lake, but metrics ignore and count it.
 */
export const plausibleBounds: Readonly<Record<string, number>> = {
  // Bytes: 1 TB, far larger than any object, and as much as a connection transfers in a day at 93 Mbit/s.
  'sc-bytes': 1e12,
  'cs-bytes': 1e12,
  // Seconds: a slow viewer delays a response, and a connection can stay open for days.
  'time-taken': 7 * secondsOfDay,
  'time-to-first-byte': secondsOfHour,
  'origin-fbl': secondsOfHour,
  'origin-lbl': secondsOfDay,
  // Milliseconds: a segment of a stream lasts seconds, a clip that is requested at once lasts minutes.
  'cmcd-object-duration': 600_000,
  // kbit/s: 1 Gbit/s of encoded video is far above 8K, and 10 Gbit/s is a very fast home connection.
  'cmcd-encoded-bitrate': 1_000_000,
  'cmcd-measured-throughput': 10_000_000,
};

/** A column without implausible values, and the number of rows whose value was removed. */
export interface PlausibleValues {
  readonly column: Numbers;
  readonly leftOut: number;
}

/** Returns a column without the values above the field's bound. Doesn't change the original column. */
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
