import { UsageError } from '../terminal/usageError.ts';

const secondsOf = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Longest time that a stream keeps records, in days (Kinesis developer guide, 'Quotas and limits', November 2026). */
const longestRetention = 365;

const timePattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A reader for an option that takes a length of time: `30s`, `5m`, `2h`, `1d`. It gives milliseconds.
 *
 * @param option its name, such as `--since`
 * @throws UsageError if the value isn't one
 */
export function durationOption(option: string): (value: string) => number {
  return (value) => {
    const [, digits, unit] = /^(\d{1,9})([smhd])$/.exec(value) ?? [];
    const seconds = Number(digits) * secondsOf[unit as keyof typeof secondsOf];
    if (seconds > 0 && seconds <= longestRetention * secondsOf.d) return seconds * 1000;
    throw new UsageError(`${option}: expected a time such as 30s, 5m, 2h or 1d, got '${value}'`);
  };
}

/**
 * A reader for an option that takes a moment, see {@link readTime}. It gives epoch milliseconds.
 *
 * @throws UsageError if the value isn't one
 */
export function timeOption(option: string): (value: string) => number {
  return (value) => {
    const time = readTime(value);
    if (time !== undefined) return time;
    throw new UsageError(`${option}: expected a time such as 2026-11-20T13:05Z, got '${value}'`);
  };
}

/**
 * Reads a moment: ISO 8601, UTC unless it names a zone, or the epoch seconds of a log record.
 *
 * @returns epoch milliseconds, or undefined if the text isn't a moment
 */
export function readTime(text: string): number | undefined {
  if (/^\d{9,12}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const match = timePattern.exec(text);
  if (match === null) return undefined;
  const zone = text.length > 10 && match[1] === undefined ? 'Z' : '';
  const time = Date.parse(text.replace(' ', 'T') + zone);
  return Number.isNaN(time) ? undefined : time;
}
