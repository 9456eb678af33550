import { thousandths } from '../columns/parseDigits.ts';

/** `1669021069.951`, and without or with other decimals, as other programs may have written it. */
const epochSeconds = /^\d{9,12}(?:\.\d+)?$/;

/** Bytes of the longest timestamp that is read. */
const longest = 32;

/** Bytes of the point and the decimals of a timestamp as CloudFront writes it. */
const decimals = 4;

/** The last moment of the year 9999 in epoch milliseconds; query engines have no timestamps after it. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The time that a field of epoch seconds holds, epoch milliseconds; NaN if it holds none. */
export function eventTimeAt(bytes: Buffer, view: DataView, start: number, end: number): number {
  const digits = end - start - decimals;
  const usual = digits >= 9 && digits <= 12 ? thousandths(view, start, end) : -1;
  if (usual >= 0) return usual <= lastTime ? usual : Number.NaN;
  if (end - start > longest) return Number.NaN;
  const text = bytes.toString('latin1', start, end);
  const time = epochSeconds.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  return time <= lastTime ? time : Number.NaN;
}
