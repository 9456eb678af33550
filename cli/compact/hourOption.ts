import { closingMinutes, lastClosedHour } from '../../core/lake/compaction/lateMarks.ts';
import { UsageError } from '../../terminal/usageError.ts';

const hourMilliseconds = 3_600_000;

/**
 * Reads `--hour`: a UTC hour such as `2026-11-20T13`. It must have ended long enough ago to be merged.
 *
 * @param now epoch milliseconds
 * @returns hours since the epoch
 * @throws UsageError if the value isn't such an hour
 */
export function readHour(value: string, now: number): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d$/.test(value) ? Date.parse(`${value}:00:00Z`) : Number.NaN;
  // Date.parse also accepts days like February 30, and the hour 24.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 13) !== value)
    throw new UsageError(`--hour: expected a UTC hour such as 2026-11-20T13, got '${value}'`);
  const hour = time / hourMilliseconds;
  if (hour > lastClosedHour(now))
    throw new UsageError(
      `--hour: expected an hour that ended at least ${closingMinutes} minutes ago, got '${value}'`,
    );
  return hour;
}
