import { dimension, type MetricName } from '../../../core/metrics/definitions.ts';
import type { Series, Totals } from '../../questions/answer.ts';
import type { TimeSpan } from '../../questions/pageState.ts';
import { type TimeSteps, timeSteps } from '../../questions/timeSteps.ts';

/** A metric math query for GetMetricData. */
export interface MetricQuery {
  readonly id: string;
  readonly expression: string;
  /** Period in seconds. */
  readonly period: number;
}

/** A time series that a query returned. */
export interface MetricSeries {
  readonly id: string;
  /** Values by start of the period, in epoch seconds. */
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** Reads a pipeline's metrics of a time span from CloudWatch. */
export type ReadMetrics = (
  queries: readonly MetricQuery[],
  span: TimeSpan,
  signal: AbortSignal,
) => Promise<readonly MetricSeries[]>;

/** Data for tiles and chart of all requests. */
export interface TrafficChart {
  readonly series: Series;
  readonly totals: Totals;
}

const minute = 60_000;
const day = 86_400_000;

/** Metrics by their id in queries, in the order of status classes without the first one. */
const counts = {
  requests: 'Requests',
  aborted: 'ClientAborted',
  success: '2xxCount',
  redirection: '3xxCount',
  client: '4xxCount',
  server: '5xxCount',
  hits: 'CacheHits',
  lookups: 'CacheLookups',
  bytes: 'BytesDownloaded',
} as const satisfies Record<string, MetricName>;

const percentiles = ['p50', 'p95', 'p99'] as const;

/**
 * Reads tiles and chart of all requests from the traffic metrics, without reading the requests. Bars are a
 * minute or longer. With several distributions there are no percentiles, because CloudWatch can't merge them.
 *
 * @param namespace namespace of the traffic metrics
 * @param now current time in epoch milliseconds
 */
export async function readTrafficChart(
  read: ReadMetrics,
  namespace: string,
  span: TimeSpan,
  now: number,
  signal: AbortSignal,
): Promise<TrafficChart> {
  const steps = stepsOfMinutes(span);
  const search = (name: MetricName, statistic: string, period: number) =>
    `SEARCH('{"${namespace}","${dimension.distribution}"} MetricName="${name}"', '${statistic}', ${period})`;
  const period = countPeriod(span, now);
  const queries: MetricQuery[] = Object.entries(counts).map(([id, name]) => ({
    id,
    expression: `SUM(${search(name, 'Sum', period)})`,
    period,
  }));
  const barPeriod = steps.length / 1_000;
  for (const id of percentiles) {
    queries.push({ id, expression: search('TimeToFirstByte', id, barPeriod), period: barPeriod });
  }
  const found = await read(queries, span, signal);
  const inSpan = (time: number) => time * 1_000 >= span.from && time * 1_000 < span.to;
  const sums = (id: keyof typeof counts) => {
    const bars = Array<number>(steps.count).fill(0);
    for (const [time, value] of found.find((series) => series.id === id)?.points ?? []) {
      const bar = Math.floor((time * 1_000 - steps.start) / steps.length);
      if (inSpan(time) && bar in bars) bars[bar] = bars[bar] + value;
    }
    return bars;
  };
  const byName = Object.fromEntries(
    Object.keys(counts).map((id) => [id, sums(id as keyof typeof counts)]),
  ) as Record<keyof typeof counts, number[]>;
  const { requests, aborted, success, redirection, client, server, hits, lookups, bytes } = byName;
  const known = [aborted, success, redirection, client, server];
  const none = requests.map((count, bar) =>
    Math.max(0, count - known.reduce((sum, each) => sum + each[bar], 0)),
  );
  const percentile = (id: string) => {
    const ofDistributions = found.filter((series) => series.id === id);
    const values = new Map(ofDistributions.length === 1 ? ofDistributions[0]?.points : []);
    return Array.from({ length: steps.count }, (_, bar) => {
      const value = values.get((steps.start + bar * steps.length) / 1_000);
      return value === undefined ? null : Math.round(value);
    });
  };
  const byClass = [none, ...known];
  const total = (bars: readonly number[]) => bars.reduce((sum, value) => sum + value, 0);
  const [p50, p95, p99] = percentiles.map(percentile) as [
    (number | null)[],
    (number | null)[],
    (number | null)[],
  ];
  return {
    series: { steps, byClass, cacheHits: hits, cacheLookups: lookups, bytes, p50, p95, p99 },
    totals: {
      byClass: byClass.map(total),
      cacheHits: total(hits),
      cacheLookups: total(lookups),
      bytes: total(bytes),
      firstByte: { p50: null, p95: null, p99: null },
    },
  };
}

/** Returns the preceding window of the same length. */
export function windowBefore({ from, to }: TimeSpan): TimeSpan {
  return { from: from - (to - from), to: from };
}

/** Returns bars of a minute or longer, because metrics have no shorter periods. */
function stepsOfMinutes({ from, to }: TimeSpan): TimeSteps {
  const steps = timeSteps(from, to);
  if (steps.length >= minute) return steps;
  const start = Math.floor(from / minute) * minute;
  return { start, length: minute, count: Math.ceil(to / minute) - start / minute };
}

/**
 * Returns the shortest period, in seconds, that CloudWatch still stores for this span and returns in one
 * response (CloudWatch API reference, GetMetricData: 100,800 values; 1-minute metrics are kept for 15 days,
 * 5-minute metrics for 63; November 2026).
 */
function countPeriod({ from, to }: TimeSpan, now: number): number {
  if (now - from > 63 * day || to - from > 30 * day) return 3_600;
  return now - from > 15 * day || to - from > 6 * day ? 300 : 60;
}
