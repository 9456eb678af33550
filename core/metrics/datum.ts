import type { MetricUnit } from './metricDefinition.ts';

/** One value, or a histogram of values, of a metric in a minute, as input for PutMetricData. */
export interface MetricDatum {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Start of the minute, epoch milliseconds. */
  readonly timestamp: number;
  /** The sum of a count. */
  readonly value?: number;
  /** Distinct values of a histogram, and the count of each value. */
  readonly values?: readonly number[];
  readonly counts?: readonly number[];
}

const twoWeeks = 14 * 86_400_000;
const twoHours = 2 * 3_600_000;

/** Margin for the time between this check and CloudWatch's. */
const margin = 5 * 60_000;

/** Bounds of a value; CloudWatch API reference, MetricDatum, November 2026: -2^360 to 2^360. */
const largestValue = 2 ** 360;

/**
 * Whether CloudWatch accepts a minute's data at the time `now`, both in epoch milliseconds: at most two
 * weeks old and at most two hours ahead (CloudWatch API reference, MetricDatum, November 2026). CloudWatch rejects the
 * complete call because of one datum outside this range.
 */
export function isAcceptedTime(timestamp: number, now: number): boolean {
  return timestamp >= now - twoWeeks + margin && timestamp <= now + twoHours - margin;
}

/** Whether CloudWatch accepts a number as a metric's value. */
export function isAcceptedValue(value: number): boolean {
  return Math.abs(value) <= largestValue;
}

/**
 * Converts text to a valid dimension value: printable ASCII, at most 1,024 characters, not empty, no colon at the start
 * (CloudWatch API reference, Dimension, November 2026).
 */
export function dimensionValue(text: string): string {
  const clean = text
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim()
    .replace(/^:+/, '')
    .slice(0, 1024);
  return clean === '' ? 'unknown' : clean;
}
