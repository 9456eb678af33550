import fc from 'fast-check';
import type { MetricDatum } from '../../core/metrics/datum.ts';
import { fitHistogram, maxDistinct } from '../../core/metrics/histogram.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { fields46 } from '../support/fieldLists.ts';
import { weigh, worstError } from '../support/percentiles.ts';
import { countPlainly } from '../support/plainMetrics.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { lineOf, requestId } from '../support/records.ts';
import { metricsSettings, transformLines } from '../support/transforming.ts';

const start = Date.parse('2026-11-20T13:05:00Z') / 1000;

const durations = fc.oneof(
  fc.constant('-'),
  fc.nat({ max: 99_999 }).map((time) => (time / 1000).toFixed(3)),
);
const requests = fc.record({
  timestamp: fc.nat({ max: 180_000 }).map((time) => (start + time / 1000).toFixed(3)),
  'x-host-header': fc.constantFrom('d111111abcdef8.cloudfront.net', 'd222222abcdef8.cloudfront.net'),
  'cache-behavior-path-pattern': fc.constantFrom('*', '/images/*', '/api/*'),
  'sc-status': fc.constantFrom('000', '200', '206', '304', '403', '404', '500', '504'),
  'sc-bytes': fc.nat().map(String),
  'cs-bytes': fc.nat({ max: 5000 }).map(String),
  'cs-method': fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'BREW'),
  'x-edge-result-type': fc.constantFrom('Hit', 'RefreshHit', 'OriginShieldHit', 'Miss', 'Error', 'Redirect'),
  'time-to-first-byte': durations,
  'time-taken': durations,
  'origin-fbl': durations,
  'origin-lbl': durations,
});

/** Adds up the data of several batches as CloudWatch does: by metric, dimensions, and minute. */
function addedUp(data: readonly MetricDatum[]): unknown {
  const groups = Map.groupBy(data, ({ name, dimensions, timestamp }) =>
    JSON.stringify([name, timestamp, dimensions['Distribution'], dimensions['CacheBehavior']]),
  );
  return [...groups].sort().map(([key, members]) => {
    const counts = new Map<number, number>();
    for (const { values = [], counts: all = [] } of members) {
      for (const [index, value] of values.entries()) counts.set(value, (counts.get(value) ?? 0) + all[index]);
    }
    return [key, members.reduce((sum, { value = 0 }) => sum + value, 0), [...counts].sort()];
  });
}

describe('metrics', () => {
  it('of records in any batches add up to the totals of all records', () => {
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 60 }), fc.nat({ max: 59 }), (all, cut) => {
        const lines = all.map((values, index) =>
          lineOf(fields46, { ...values, 'x-edge-request-id': requestId(index) }),
        );
        const metrics = metricsSettings({ limit: new SeriesLimit(100) });
        const now = '2026-11-20T13:10:00Z';
        const batches = [lines.slice(0, cut), lines.slice(cut)];
        const data = batches.flatMap((batch) => transformLines(fields46, batch, { metrics, now }).metrics);
        expect(addedUp(data)).toEqual(addedUp(countPlainly(fields46, lines)));
      }),
      { numRuns: propertyRuns(50) },
    );
  });

  it('scale requests by the sampling rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 50 }),
        (samplingRate, count) => {
          const timestamp = start.toFixed(3);
          const lines = Array.from({ length: count }, () => lineOf(fields46, { timestamp }));
          const { metrics } = transformLines(fields46, lines, { metrics: metricsSettings({ samplingRate }) });
          const own = metrics.filter(({ dimensions }) => !('CacheBehavior' in dimensions));
          const valueOfMetric = (name: string) => own.find((datum) => datum.name === name)?.value;
          expect(valueOfMetric('SampledRequests')).toBe(count);
          expect(valueOfMetric('Requests')).toBeCloseTo((count * 100) / samplingRate, 6);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a histogram of any durations that can be logged', () => {
  it('has an error of at most 4.5% in any percentile, and counts all durations', () => {
    const anyDuration = fc.oneof(
      fc.integer({ min: 1, max: 100_000_000_000 }),
      fc.double({ min: 0, max: Math.log(1e11), noNaN: true }).map((log) => Math.round(Math.exp(log))),
    );
    fc.assert(
      fc.property(fc.array(anyDuration, { minLength: 1, maxLength: 2000, size: 'max' }), (all) => {
        const exact = weigh(all);
        const fitted = fitHistogram(exact.values, exact.counts);
        expect(fitted.values.length).toBeLessThanOrEqual(maxDistinct);
        expect(fitted.counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
        expect(worstError(exact, fitted)).toBeLessThanOrEqual(0.045 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
