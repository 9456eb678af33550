import type { MetricUnit } from './metricDefinition.ts';

/** One value, or the distribution of several, of a metric and a minute: what PutMetricData takes. */
export interface MetricDatum {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Begin of the minute, epoch milliseconds. */
  readonly timestamp: number;
  /** The sum of a count. */
  readonly value?: number;
  /** Distinct values of a distribution, and how often each occurred. */
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
 * Whether CloudWatch takes a minute's data at a time `now`, both in epoch milliseconds: not older than two
 * weeks, not more than two hours ahead (CloudWatch API reference, MetricDatum, November 2026). One datum
 * outside refuses the whole call.
 */
export function isAcceptedTime(timestamp: number, now: number): boolean {
  return timestamp >= now - twoWeeks + margin && timestamp <= now + twoHours - margin;
}

/** Whether CloudWatch takes a number as a metric's value. */
export function isAcceptedValue(value: number): boolean {
  return Math.abs(value) <= largestValue;
}

/**
 * A text as the value of a dimension: printable ASCII, at most 1,024 characters, not empty, no colon in front
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
