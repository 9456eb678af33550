import { thousandths } from '../columns/parseDigits.ts';

/** Matches `1669021069.951`, also without decimals or with other decimals, which other programs may write. */
const epochSeconds = /^\d{9,12}(?:\.\d+)?$/;

/** Longest timestamp to read, in bytes. */
const longest = 32;

/** Length of the point and the decimals in CloudFront's timestamps. */
const decimals = 4;

/** End of the year 9999, in epoch milliseconds. Query engines don't support later timestamps. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Parses a field of epoch seconds to epoch milliseconds. Returns NaN if it is not a time. */
export function eventTimeAt(bytes: Buffer, view: DataView, start: number, end: number): number {
  const digits = end - start - decimals;
  const usual = digits >= 9 && digits <= 12 ? thousandths(view, start, end) : -1;
  if (usual >= 0) return usual <= lastTime ? usual : Number.NaN;
  if (end - start > longest) return Number.NaN;
  const text = bytes.toString('latin1', start, end);
  const time = epochSeconds.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  return time <= lastTime ? time : Number.NaN;
}
