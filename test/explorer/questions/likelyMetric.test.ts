import type { Series } from '../../../explorer/questions/answer.ts';
import { likelyMetric } from '../../../explorer/questions/likelyMetric.ts';

const bars = 40;
const selected = { from: 10_000, to: 12_000 };
const flat = (value: number, changed = value) =>
  Array.from({ length: bars }, (_, bar) => (bar === 10 || bar === 11 ? changed : value));

function series(changes: { server?: number; client?: number; p95?: number; hits?: number } = {}): Series {
  const { server = 1, client = 20, p95 = 100, hits = 700 } = changes;
  return {
    steps: { start: 0, length: 1_000, count: bars },
    byClass: [flat(0), flat(0), flat(900), flat(0), flat(20, client), flat(1, server)],
    cacheHits: flat(700, hits),
    cacheLookups: flat(900),
    bytes: flat(0),
    p50: flat(10),
    p95: flat(100, p95),
    p99: flat(200),
  };
}

describe('the metric that is explained first', () => {
  it.each([
    ['server errors before anything else', { server: 40, client: 300, p95: 900 }, '5xx'],
    ['client errors', { client: 90 }, '4xx'],
    ['latency', { p95: 180 }, 'ttfb'],
    ['misses', { hits: 500 }, 'misses'],
    ['requests if nothing else changed', {}, 'requests'],
  ] as const)('is that which changed: %s', (_, changes, metric) => {
    expect(likelyMetric(series(changes), selected)).toBe(metric);
  });
});
