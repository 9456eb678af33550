import type { CloudWatchClient, Dimension } from '@aws-sdk/client-cloudwatch';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';

/** Days of metrics to read. CloudWatch keeps one-minute data for 15 days (CloudWatch user guide, 'Metrics retention', November 2026). */
export const daysOfTraffic = 14;

const minute = 60_000;
const day = 86_400_000;

/** A metric with a count for every minute. */
export interface CountedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** Counts by minute. The keys are epoch milliseconds. */
export type Minutes = ReadonlyMap<number, number>;

/** Reads the sums of a metric by minute, for the last days. Minutes without data are left out. */
export async function readMinutes(
  cloudWatch: CloudWatchClient,
  { namespace, name, dimensions }: CountedMetric,
  now: number,
): Promise<Minutes> {
  const end = Math.floor(now / minute) * minute;
  const minutes = new Map<number, number>();
  let nextToken: string | undefined;
  do {
    const { MetricDataResults, NextToken } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(end - daysOfTraffic * day),
        EndTime: new Date(end),
        MetricDataQueries: [
          {
            Id: 'count',
            MetricStat: {
              Metric: { Namespace: namespace, MetricName: name, Dimensions: [...dimensions] },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
        NextToken: nextToken,
      }),
    );
    for (const { Timestamps = [], Values = [] } of MetricDataResults ?? []) {
      for (const [index, time] of Timestamps.entries()) minutes.set(time.getTime(), Values[index] ?? 0);
    }
    nextToken = NextToken;
  } while (nextToken !== undefined);
  return minutes;
}

/** Rates of incoming traffic. */
export interface Rates {
  /** Count per second in the busiest minute. */
  readonly busiest: number;
  /** Count per second from the first minute until now. */
  readonly average: number;
}

/** Calculates the rates of counts; undefined if all counts are zero. */
export function ratesOf(minutes: Minutes, now: number): Rates | undefined {
  const sum = sumOf(minutes);
  if (sum === 0) return undefined;
  const first = Math.min(...minutes.keys());
  return { busiest: Math.max(...minutes.values()) / 60, average: sum / Math.max(60, (now - first) / 1000) };
}

/** Returns the sum of all minutes. */
export function sumOf(minutes: Minutes): number {
  return minutes.values().reduce((sum, count) => sum + count, 0);
}

/** Adds several counts minute by minute. */
export function addMinutes(all: readonly Minutes[]): Minutes {
  const added = new Map<number, number>();
  for (const minutes of all) {
    for (const [time, count] of minutes) added.set(time, (added.get(time) ?? 0) + count);
  }
  return added;
}
