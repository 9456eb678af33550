import type { MetricDatum } from '../../../core/metrics/datum.ts';
import { SeriesLimit } from '../../../core/metrics/seriesLimit.ts';
import { readExample } from '../../support/examples.ts';
import { fields46, fieldsWithId } from '../../support/fieldLists.ts';
import { weigh, worstError } from '../../support/percentiles.ts';
import { countPlainly } from '../../support/plainMetrics.ts';
import { type LoggedValues, linesOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';

const now = '2026-11-20T13:05:00.000Z';
const domain = 'd111111abcdef8.cloudfront.net';

/** Converts a time to the notation of a record: epoch seconds with three decimals. */
const formatSeconds = (time: string) => (Date.parse(time) / 1000).toFixed(3);

/** Returns the metric data of records. Values that are not given are plausible, and are in the same minute. */
function metricsOf(
  values: readonly LoggedValues[],
  {
    fields = fields46,
    ...settings
  }: Partial<Parameters<typeof metricsSettings>[0]> & { fields?: readonly string[] } = {},
): readonly MetricDatum[] {
  const lines = linesOf(fields, values.length, (index) => ({
    timestamp: formatSeconds(now),
    ...values[index],
  }));
  return transformLines(fields, lines, { metrics: metricsSettings(settings), now }).metrics;
}

/** Returns the totals of the counts over all minutes, of the distribution or of a cache behavior. */
function totals(data: readonly MetricDatum[], cacheBehavior?: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { name, dimensions, value } of data) {
    if (value === undefined || dimensions['CacheBehavior'] !== cacheBehavior) continue;
    sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}

/** Returns data by metric, dimensions, and time, so that tests can compare them in any order. */
function byIdentity(data: readonly MetricDatum[]): Map<string, MetricDatum> {
  return new Map(
    data.map((datum) => [
      `${datum.timestamp} ${datum.name} ${Object.values(datum.dimensions).join(' ')}`,
      datum,
    ]),
  );
}

/** Returns the number of requests by distribution, or by distribution and cache behavior. */
function requestsBySeries(data: readonly MetricDatum[]): Record<string, number> {
  const requests = data.filter(({ name }) => name === 'Requests');
  return Object.fromEntries(
    requests.map(({ dimensions, value }) => [Object.values(dimensions).join(' '), value as number]),
  );
}

describe('the metrics of records', () => {
  it('equal a plain count of the example records, by minute, distribution, and cache behavior', () => {
    const { fields, lines } = readExample('website-46-fields');
    const latest = Math.max(...lines.map((line) => Number(line.split('\t')[0])));
    const { metrics } = transformLines(fields, lines, {
      metrics: metricsSettings(),
      now: new Date(latest * 1000).toISOString(),
    });
    const expected = countPlainly(fields, lines);
    expect(metrics).toHaveLength(expected.length);
    expect(byIdentity(metrics)).toEqual(byIdentity(expected));
  });

  it('have percentiles within 1% of the true ones, and include every value, if all are in one minute', () => {
    const { fields, lines } = readExample('website-46-fields');
    const moved = lines.map((line) => line.replace(/^[^\t]+/, formatSeconds(now)));
    const { metrics } = transformLines(fields, moved, { metrics: metricsSettings(), now });
    for (const [name, field] of [
      ['TimeToFirstByte', 'time-to-first-byte'],
      ['TimeTaken', 'time-taken'],
      ['OriginFirstByteLatency', 'origin-fbl'],
      ['OriginLastByteLatency', 'origin-lbl'],
    ] as const) {
      const place = fields.indexOf(field);
      const logged = lines.map((line) => line.split('\t')[place]).filter((value) => value !== '-');
      const exact = weigh(logged.map((value) => Math.round(Number(value) * 1000)));
      const data = metrics.filter((datum) => datum.name === name && !datum.dimensions['CacheBehavior']);
      const values = data.flatMap((datum) => datum.values ?? []);
      const counts = data.flatMap((datum) => datum.counts ?? []);
      expect(data.map((datum) => datum.values?.length).every((length = 0) => length <= 150)).toBe(true);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(logged.length);
      expect(worstError(exact, { values, counts })).toBeLessThanOrEqual(0.01 + 1e-9);
    }
  });

  it('include zeros for the counts of a minute with requests', () => {
    const data = metricsOf([
      { 'sc-status': '404', 'x-edge-result-type': 'Error', 'sc-bytes': '-', 'cs-bytes': '0' },
    ]);
    const counts = {
      Requests: 1,
      SampledRequests: 1,
      BytesDownloaded: 0,
      BytesUploaded: 0,
      '2xxCount': 0,
      '3xxCount': 0,
      '4xxCount': 1,
      '5xxCount': 0,
      ClientAborted: 0,
      CacheHits: 0,
      CacheLookups: 0,
    };
    expect([totals(data), totals(data, '/images/*')]).toEqual([counts, counts]);
  });

  it('count each status in its class, 000 as aborted, and others in no class', () => {
    const statuses = ['200', '206', '301', '404', '499', '503', '000', '000', '101', '700', '-', 'abc'];
    expect(totals(metricsOf(statuses.map((status) => ({ 'sc-status': status }))))).toMatchObject({
      Requests: 11,
      Connections: 1,
      SampledRequests: 12,
      '2xxCount': 2,
      '3xxCount': 1,
      '4xxCount': 2,
      '5xxCount': 1,
      ClientAborted: 2,
    });
  });

  it('count hits and lookups of requests that the cache can serve', () => {
    const answers: [method: string, resultType: string][] = [
      ['GET', 'Hit'],
      ['HEAD', 'RefreshHit'],
      ['OPTIONS', 'OriginShieldHit'],
      ['GET', 'Miss'],
      ['GET', 'MissGeneratedResponse'],
      ['GET', 'Error'],
      ['GET', 'Redirect'],
      ['GET', '-'],
      ['POST', 'Miss'],
      ['POST', 'Hit'],
      ['-', 'Hit'],
    ];
    const data = metricsOf(
      answers.map(([method, type]) => ({ 'cs-method': method, 'x-edge-result-type': type })),
    );
    expect(totals(data)).toMatchObject({ Requests: 11, CacheHits: 3, CacheLookups: 5 });
  });

  it('scale counts by the sampling rate, but neither received records nor histograms', () => {
    const values = [
      { 'sc-bytes': '10', 'time-taken': '0.100' },
      { 'sc-bytes': '5', 'time-taken': '0.100' },
    ];
    const data = metricsOf(values, { samplingRate: 5 });
    expect(totals(data)).toMatchObject({
      Requests: 40,
      SampledRequests: 2,
      BytesDownloaded: 300,
      '2xxCount': 40,
    });
    expect(
      data.filter(({ name }) => name === 'TimeTaken').map(({ values, counts }) => [values, counts]),
    ).toEqual([
      [[100], [2]],
      [[100], [2]],
    ]);
  });

  it('omit rows without a duration, or with an implausible one, only from histograms', () => {
    const times = ['0.042', '-', '0.042', '1.000', '999999999.999', 'abc'];
    const data = metricsOf(times.map((time) => ({ 'time-taken': time })));
    const found = data.find(({ name, dimensions }) => name === 'TimeTaken' && !dimensions['CacheBehavior']);
    expect([found?.values, found?.counts, found?.unit]).toEqual([[42, 1000], [2, 1], 'Milliseconds']);
    expect(totals(data)['Requests']).toBe(6);
  });

  it('have no histogram if no row has a duration', () => {
    const names = metricsOf([{ 'origin-fbl': '-', 'origin-lbl': '-' }]).map(({ name }) => name);
    expect(names).not.toContain('OriginFirstByteLatency');
    expect(names).toContain('TimeTaken');
  });

  it('have the minute of the event, including incomplete minutes', () => {
    const times = ['12:59:59.999', '13:00:00.000', '13:00:59.999', '13:01:00.000'];
    const data = metricsOf(times.map((time) => ({ timestamp: formatSeconds(`2026-11-20T${time}Z`) })));
    const requests = data.filter(
      ({ name, dimensions }) => name === 'Requests' && !dimensions['CacheBehavior'],
    );
    expect(requests.map(({ timestamp, value }) => [new Date(timestamp).toISOString(), value])).toEqual([
      ['2026-11-20T12:59:00.000Z', 1],
      ['2026-11-20T13:00:00.000Z', 2],
      ['2026-11-20T13:01:00.000Z', 1],
    ]);
  });

  it('omit minutes that CloudWatch would reject, and include the rest', () => {
    const times = [
      '2026-11-06T13:00:00Z',
      '2026-11-06T14:00:00Z',
      now,
      '2026-11-20T14:55:00Z',
      '2026-11-20T15:10:00Z',
      '1970-01-02T00:00:00Z',
    ];
    const data = metricsOf([
      ...times.map((time) => ({ timestamp: formatSeconds(time) })),
      { timestamp: '-' },
    ]);
    expect(new Set(data.map(({ timestamp }) => new Date(timestamp).toISOString()))).toEqual(
      new Set(['2026-11-06T14:00:00.000Z', '2026-11-20T13:05:00.000Z', '2026-11-20T14:55:00.000Z']),
    );
  });

  it('use the host that is the domain of a distribution', () => {
    const hosts: [xHostHeader: string, csHost: string][] = [
      [domain, 'www.example.com'],
      ['www.example.com', domain],
      [domain, 'd222222abcdef8.cloudfront.net'],
      ['www.example.com', 'shop.example.com'],
      ['-', domain],
      ['-', '-'],
    ];
    const data = metricsOf(
      hosts.map(([xHostHeader, csHost]) => ({ 'x-host-header': xHostHeader, 'cs-host': csHost })),
    );
    expect(requestsBySeries(data)).toEqual({
      [domain]: 4,
      [`${domain} /images/*`]: 4,
      'www.example.com': 1,
      'www.example.com /images/*': 1,
      unknown: 1,
      'unknown /images/*': 1,
    });
  });

  it('have dimensions that CloudWatch accepts, no matter what a viewer sent', () => {
    const data = metricsOf([
      { 'x-host-header': '-', 'cs-host': 'z%C3%BCrich.example.com%00', 'cache-behavior-path-pattern': '-' },
      { 'x-host-header': '-', 'cs-host': '%20:', 'cache-behavior-path-pattern': '/%C3%A9/*' },
    ]);
    expect(requestsBySeries(data)).toEqual({
      'z?rich.example.com?': 1,
      'z?rich.example.com? unknown': 1,
      unknown: 1,
      'unknown /?/*': 1,
    });
  });

  it('have no more series than allowed, configured ones first, the rest as other', () => {
    const behaviors = ['/a/*', '/b/*', '/c/*', '/configured/*'];
    const limit = new SeriesLimit(3, [domain, `${domain} /configured/*`]);
    const values = [domain, 'd222222abcdef8.cloudfront.net'].flatMap((host) =>
      behaviors.map((behavior) => ({ 'x-host-header': host, 'cache-behavior-path-pattern': behavior })),
    );
    expect(requestsBySeries(metricsOf(values, { limit }))).toEqual({
      [domain]: 4,
      [`${domain} /a/*`]: 1,
      [`${domain} /configured/*`]: 1,
      [`${domain} other`]: 2,
      other: 4,
    });
  });

  it('are only by distribution if cache behaviors are not logged', () => {
    const fields = fields46.filter((field) => field !== 'cache-behavior-path-pattern');
    expect(requestsBySeries(metricsOf([{}, {}], { fields }))).toEqual({ [domain]: 2 });
  });

  it('are only sent if their fields are logged', () => {
    const data = metricsOf([{ 'time-taken': '0.042' }], { fields: fieldsWithId });
    expect(data).toEqual([
      ...['Requests', 'SampledRequests', '2xxCount', '3xxCount', '4xxCount', '5xxCount', 'ClientAborted'].map(
        (name) => ({
          name,
          unit: 'Count',
          dimensions: { Distribution: 'unknown' },
          timestamp: Date.parse(now),
          value: name === 'Requests' || name === 'SampledRequests' || name === '2xxCount' ? 1 : 0,
        }),
      ),
      {
        name: 'TimeTaken',
        unit: 'Milliseconds',
        dimensions: { Distribution: 'unknown' },
        timestamp: Date.parse(now),
        values: [42],
        counts: [1],
      },
    ]);
  });

  it.each([
    'x-edge-response-result-type',
    'x-edge-detailed-result-type',
  ])('use %s for the cache if x-edge-result-type is not logged', (field) => {
    const data = metricsOf([{ [field]: 'Hit' }, { [field]: 'Miss' }], { fields: ['timestamp', field] });
    expect(totals(data)).toMatchObject({ CacheHits: 1, CacheLookups: 2 });
  });

  it('are not sent if no timestamp is logged', () => {
    expect(metricsOf([{}], { fields: ['c-ip', 'sc-status'] })).toEqual([]);
  });

  it('are correct for many minutes with many different durations', () => {
    const values = Array.from({ length: 3000 }, (_, index) => ({
      timestamp: formatSeconds(new Date(Date.parse(now) - index * 60_000).toISOString()),
      'time-taken': `${index}.007`,
    }));
    const times = metricsOf(values).filter(
      ({ name, dimensions }) => name === 'TimeTaken' && !dimensions['CacheBehavior'],
    );
    expect(new Map(times.map(({ timestamp, values, counts }) => [timestamp, [values, counts]]))).toEqual(
      new Map(
        values.map(({ timestamp }, index) => [
          Math.floor(Number(timestamp) / 60) * 60_000,
          [[index * 1000 + 7], [1]],
        ]),
      ),
    );
  });

  it('are the same, no matter which batches came before', () => {
    const values = Array.from({ length: 200 }, (_, index) => ({
      'time-taken': `0.${String(index * 3).padStart(3, '0')}`,
      'cs-host': `host${index}.example.com`,
    }));
    const first = metricsOf(values);
    metricsOf(values.slice(0, 50).map((one) => ({ ...one, 'time-taken': '7.777' })));
    expect(metricsOf(values)).toEqual(first);
  });
});
