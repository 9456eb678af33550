import { fitHistogram, type Histogram } from '../../core/metrics/histogram.ts';
import { type Records, readExample } from '../traffic/exampleRecords.ts';

const timeFields = ['time-to-first-byte', 'time-taken', 'origin-fbl', 'origin-lbl'];
const examples = ['website-20-fields', 'website-46-fields', 'video-62-fields'];

/** Common percentiles. */
export const percentiles = [50, 90, 95, 99] as const;

/** In the worst case, every whole number of milliseconds up to this one occurs once. */
const longestTime = 60_000;

/** Relative errors of a histogram's percentiles, compared with the exact percentiles. */
export interface PercentileErrors {
  /** Description of the values. */
  readonly of: string;
  /** Number of different values. */
  readonly distinct: number;
  /** Error at each of `percentiles`. */
  readonly errors: readonly number[];
  /** Largest error at any percentile from 0.1 to 99.9. */
  readonly largest: number;
}

/**
 * Returns the errors in three cases: the worst minute of full events, whose histograms the consumer creates
 * by minute; complete example files in one histogram, as for larger events in one minute; and the worst case.
 */
export function percentileErrors(events: readonly (Records & { readonly of: string })[]): PercentileErrors[] {
  const ofEvents = events.flatMap((event) =>
    timeFields.flatMap((field) => {
      const minutes = [...timesByMinute(event, field).values()];
      const errors = minutes.map((times) => errorsOf(`${event.of}, a minute, ${field}`, times));
      return errors.sort((a, b) => b.largest - a.largest).slice(0, 1);
    }),
  );
  const ofExamples = examples.flatMap((name) => {
    const records = readExample(name);
    return timeFields.flatMap((field) => {
      const times = [...timesByMinute(records, field).values()].flat();
      return times.length === 0 ? [] : [errorsOf(`${name}, ${field}`, times)];
    });
  });
  const worst = Array.from({ length: longestTime }, (_, index) => index + 1);
  return [...ofEvents, ...ofExamples, errorsOf('each of 1 ms to 60 s once', worst)];
}

/** Returns the smallest value that at least this percentage of the occurrences don't exceed. */
export function percentileOf({ values, counts }: Histogram, percentile: number): number {
  const rank = Math.ceil((percentile / 100) * counts.reduce((sum, count) => sum + count, 0));
  let seen = 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    if (seen >= rank) return values[index];
  }
  return Number.NaN;
}

/** Returns times in milliseconds, by the minute in which their requests ended. */
function timesByMinute({ fields, rows }: Records, field: string): Map<number, number[]> {
  const timestampPlace = fields.indexOf('timestamp');
  const place = fields.indexOf(field);
  const byMinute = new Map<number, number[]>();
  for (const row of rows) {
    const value = row[place];
    if (value === undefined || value === '-') continue;
    const minute = Math.floor(Number(row[timestampPlace]) / 60);
    const times = byMinute.get(minute) ?? [];
    byMinute.set(minute, times);
    times.push(Math.round(Number(value) * 1000));
  }
  return byMinute;
}

function errorsOf(of: string, times: readonly number[]): PercentileErrors {
  const exact = exactHistogram(times);
  const fitted = fitHistogram(exact.values, exact.counts);
  const errorAt = (percentile: number) => {
    const value = percentileOf(exact, percentile);
    const difference = Math.abs(percentileOf(fitted, percentile) - value);
    return difference === 0 ? 0 : difference / value;
  };
  const all = Array.from({ length: 999 }, (_, index) => errorAt((index + 1) / 10));
  return { of, distinct: exact.values.length, errors: percentiles.map(errorAt), largest: Math.max(...all) };
}

function exactHistogram(times: readonly number[]): Histogram {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(time, (counts.get(time) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { values: sorted.map(([value]) => value), counts: sorted.map(([, count]) => count) };
}
