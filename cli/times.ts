import { UsageError } from '../terminal/usageError.ts';

const secondsOf = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Maximum retention of a stream, in days (Kinesis developer guide, 'Quotas and limits', November 2026). */
const longestRetention = 365;

const timePattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Returns a parser for an option that is a duration: `30s`, `5m`, `2h`, `1d`. The parser returns milliseconds.
 *
 * @param option name of the option, such as `--since`
 * @throws UsageError if the value isn't a duration
 */
export function durationOption(option: string): (value: string) => number {
  return (value) => {
    const [, digits, unit] = /^(\d{1,9})([smhd])$/.exec(value) ?? [];
    const seconds = Number(digits) * secondsOf[unit as keyof typeof secondsOf];
    if (seconds > 0 && seconds <= longestRetention * secondsOf.d) return seconds * 1000;
    throw new UsageError(`${option}: expected a duration such as 30s, 5m, 2h, or 1d, got '${value}'`);
  };
}

/**
 * Returns a parser for an option that is a time, see {@link readTime}. The parser returns epoch milliseconds.
 *
 * @throws UsageError if the value isn't a time
 */
export function timeOption(option: string): (value: string) => number {
  return (value) => {
    const time = readTime(value);
    if (time !== undefined) return time;
    throw new UsageError(`${option}: expected a time such as 2026-11-20T13:05Z, got '${value}'`);
  };
}

/**
 * Parses a time in ISO 8601 (UTC if it has no time zone), or in epoch seconds as in a log record.
 *
 * @returns epoch milliseconds, or undefined if the text isn't a time
 */
export function readTime(text: string): number | undefined {
  if (/^\d{9,12}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const match = timePattern.exec(text);
  if (match === null) return undefined;
  const zone = text.length > 10 && match[1] === undefined ? 'Z' : '';
  const time = Date.parse(text.replace(' ', 'T') + zone);
  return Number.isNaN(time) ? undefined : time;
}
