import { dimension, type MetricName } from '../../../core/metrics/definitions.ts';
import type { Series, Totals } from '../../questions/answer.ts';
import type { TimeSpan } from '../../questions/pageState.ts';
import { type TimeSteps, timeSteps } from '../../questions/timeSteps.ts';

/** A query for values of a metric: metric math, as GetMetricData takes it. */
export interface MetricQuery {
  readonly id: string;
  readonly expression: string;
  /** Seconds. */
  readonly period: number;
}

/** The series that a query found. */
export interface MetricSeries {
  readonly id: string;
  /** Starts of periods in epoch seconds, with their values. */
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** Reads metrics of a span: those that a pipeline has sent to CloudWatch. */
export type ReadMetrics = (
  queries: readonly MetricQuery[],
  span: TimeSpan,
  signal: AbortSignal,
) => Promise<readonly MetricSeries[]>;

/** Tiles and chart of all requests. */
export interface TrafficChart {
  readonly series: Series;
  readonly totals: Totals;
}

const minute = 60_000;
const day = 86_400_000;

/** Counts, by what they are named in queries, in the order of classes of status after the first one. */
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
 * Tiles and chart of all requests, without a look at the requests themselves: from the metrics of the traffic. Bars are
 * a minute or longer. CloudWatch cannot merge percentiles of several distributions, so there are none then.
 *
 * @param namespace of the metrics of the traffic
 * @param now epoch milliseconds
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
      if (inSpan(time) && bar in bars) bars[bar] = (bars[bar] as number) + value;
    }
    return bars;
  };
  const byName = Object.fromEntries(
    Object.keys(counts).map((id) => [id, sums(id as keyof typeof counts)]),
  ) as Record<keyof typeof counts, number[]>;
  const { requests, aborted, success, redirection, client, server, hits, lookups, bytes } = byName;
  const known = [aborted, success, redirection, client, server];
  const none = requests.map((count, bar) =>
    Math.max(0, count - known.reduce((sum, each) => sum + (each[bar] as number), 0)),
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

/** The window of the same length before. */
export function windowBefore({ from, to }: TimeSpan): TimeSpan {
  return { from: from - (to - from), to: from };
}

/** Bars of a minute or longer: metrics have no shorter periods. */
function stepsOfMinutes({ from, to }: TimeSpan): TimeSteps {
  const steps = timeSteps(from, to);
  if (steps.length >= minute) return steps;
  const start = Math.floor(from / minute) * minute;
  return { start, length: minute, count: Math.ceil(to / minute) - start / minute };
}

/**
 * Seconds of a period of counts: as short as CloudWatch keeps it so long, and gives it in one answer (CloudWatch API
 * reference, GetMetricData: 100,800 values; metrics of a minute are kept for 15 days, of 5 minutes for 63; November 2026).
 */
function countPeriod({ from, to }: TimeSpan, now: number): number {
  if (now - from > 63 * day || to - from > 30 * day) return 3_600;
  return now - from > 15 * day || to - from > 6 * day ? 300 : 60;
}
