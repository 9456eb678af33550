import { MetricEvaluation } from '../../../emulator/endpoints/cloudwatch/getMetricData.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import { allRequests } from '../../../explorer/questions/seriesViews.ts';
import { type ReadMetrics, readTrafficChart } from '../../../explorer/sources/athena/trafficChart.ts';
import { lineOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';

const fields = [
  'timestamp',
  'time-to-first-byte',
  'sc-status',
  'sc-bytes',
  'cs-method',
  'x-host-header',
  'x-edge-result-type',
];
const start = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;
const namespace = 'CloudFront/RealtimeLogs';
const { signal } = new AbortController();

/** Metrics for one request per second for ten minutes, as the consumer sends them. */
function metricsOf(hosts: readonly string[]): MetricStore {
  const lines = Array.from({ length: 600 }, (_, second) =>
    lineOf(fields, {
      timestamp: ((start + second * 1_000) / 1_000).toFixed(3),
      'sc-status': second % 10 === 0 ? '502' : second % 4 === 0 ? '404' : '200',
      'sc-bytes': '100',
      'cs-method': 'GET',
      'x-edge-result-type': second % 3 === 0 ? 'Hit' : 'Miss',
      'x-host-header': hosts[second % hosts.length],
      'time-to-first-byte': (Math.floor(second / 60) / 100).toFixed(3),
    }),
  );
  const now = new Date(start + 11 * minute).toISOString();
  const store = new MetricStore();
  for (const datum of transformLines(fields, lines, { metrics: metricsSettings(), now }).metrics) {
    const { name, dimensions, timestamp, value, values, counts } = datum;
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    store.add(
      namespace,
      {
        MetricName: name,
        Dimensions,
        ...(value !== undefined && { Value: value }),
        ...(values && { Values: values }),
        ...(counts && { Counts: counts }),
      },
      timestamp / 1000,
    );
  }
  return store;
}

const reading =
  (store: MetricStore): ReadMetrics =>
  async (queries, { from, to }) => {
    const asked = queries.map(({ id, expression, period }) => ({
      Id: id,
      Expression: expression,
      Period: period,
    }));
    const evaluation = new MetricEvaluation(store, asked, from / 1000, to / 1000);
    return queries.flatMap(({ id }) =>
      evaluation.series(id).map(({ values }) => ({ id, points: [...values] })),
    );
  };

const chartOf = (store: MetricStore, from: number, to: number) =>
  readTrafficChart(reading(store), namespace, { from, to }, start + 20 * minute, signal);

describe('readTrafficChart', () => {
  it('returns tiles and bars of all requests from metrics', async () => {
    const { series, totals } = await chartOf(metricsOf(['d1.cloudfront.net']), start, start + 10 * minute);
    expect(series.steps).toEqual({ start, length: minute, count: 10 });
    expect(totals).toEqual({
      byClass: [0, 0, 420, 0, 120, 60],
      cacheHits: 200,
      cacheLookups: 600,
      bytes: 60_000,
      firstByte: { p50: null, p95: null, p99: null },
    });
    expect(series.byClass[5]).toEqual(Array(10).fill(6));
    expect(series.p95).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  it('leaves out minutes before and after the window, even within a bar', async () => {
    const store = metricsOf(['d1.cloudfront.net']);
    const from = start - 8 * 60 * minute + 3 * minute;
    const { series, totals } = await chartOf(store, from, start + 7 * minute);
    expect(series.steps.length).toBe(5 * minute);
    expect(allRequests(totals)).toBe(420);
    expect(series.byClass[5].slice(-2)).toEqual([30, 12]);
  });

  it('adds up counts of distributions, but not percentiles', async () => {
    const store = metricsOf(['d1.cloudfront.net', 'd2.cloudfront.net']);
    const { series, totals } = await chartOf(store, start, start + 10 * minute);
    expect(allRequests(totals)).toBe(600);
    expect(series.p95).toEqual(Array(10).fill(null));
  });
});
