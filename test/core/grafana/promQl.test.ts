import { legendOf, promQlBackends, promQlOf } from '../../../core/grafana/promQl.ts';
import { metricsOf } from '../../../core/metrics/definitions.ts';
import { detailNames } from '../../../core/metrics/detailDefinitions.ts';
import {
  metricsOfQuery,
  type PanelQuery,
  type TrafficSection,
  trafficSections,
} from '../../../core/metrics/trafficPanels.ts';
import { OtlpMetrics } from '../../../core/otlp/otlpMetrics.ts';
import { arrivalOfBatches, batchOf } from '../../support/batches.ts';
import { readExample } from '../../support/examples.ts';
import { decodeOtlp } from '../../support/otlp.ts';
import { lineOf } from '../../support/records.ts';
import { newTransform } from '../../support/transforming.ts';

const sections: readonly TrafficSection[] = Object.values(trafficSections);
const { fields, lines } = readExample('video-62-fields');
const logged = new Set<string>(metricsOf(fields, detailNames).map(({ name }) => name));
const queries = sections
  .flatMap(({ rows }) => rows.flat())
  .flatMap((panel) => panel.queries)
  .filter((query) => metricsOfQuery(query).every((name) => logged.has(name)));

/** Returns the names of the metrics and attributes that the consumer sends for example records of a video service. */
function listEmitted(): { readonly metrics: Set<string>; readonly attributes: Set<string> } {
  const rare = [
    { 'sc-status': '502' },
    { 'sc-status': '000' },
    { 'sc-status': '200', 'x-edge-detailed-result-type': 'ClientCommError' },
    { 'x-edge-detailed-result-type': 'OriginShieldHit' },
    { 'sc-status': '503', 'x-edge-detailed-result-type': 'LimitExceeded' },
    { 'cmcd-buffer-starvation': 'true' },
  ].map((values) => lineOf(fields, values));
  const otlp = new OtlpMetrics(
    {
      attributes: ['behavior'],
      valueLimit: 200,
      setLimit: 200,
      temporality: 'delta',
      samplingRate: 100,
      additional: detailNames,
      resource: {},
      instance: 'p',
    },
    0,
  );
  const { otlpRequests } = newTransform(fields, { otlp }).transform(
    batchOf([...lines.slice(0, 400), ...rare]),
    Date.parse(arrivalOfBatches),
  );
  const points = otlpRequests.flatMap((request) => decodeOtlp(request).points);
  return {
    metrics: new Set(points.map(({ metric }) => metric)),
    attributes: new Set(points.flatMap(({ attributes }) => Object.keys(attributes))),
  };
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);

it.each(promQlBackends)('queries %s only for metrics and attributes that the consumer sends', (backend) => {
  const { metrics, attributes } = listEmitted();
  const texts = queries.map((query) => promQlOf(query, backend));
  const suffix = backend === 'victoriametrics' ? /_bucket$/ : /$/;
  const asked = texts
    .flatMap((text) => matches(text, /__name__="([^"]+)"/g))
    .map((name) => name.replace(suffix, ''));
  const grouped = texts
    .flatMap((text) => matches(text, /by \(([^)]*)\)/g))
    .flatMap((list) => matches(list, /"([^"]+)"/g));
  const shown = queries.flatMap((query) => matches(legendOf(query), /\{\{([^}]+)\}\}/g));
  const ofBackend = backend === 'victoriametrics' ? ['vmrange'] : [];

  expect([...new Set(asked)].filter((name) => !metrics.has(name))).toEqual([]);
  expect([...new Set([...grouped, ...shown])].filter((name) => !attributes.has(name))).toEqual(ofBackend);
});

describe('a query', () => {
  const rate: PanelQuery = {
    show: 'ratio',
    part: 'CacheHits',
    whole: 'CacheLookups',
    label: 'Cache hit ratio',
  };
  const p99: PanelQuery = { show: 'percentile', metric: 'TimeTaken', percentile: 99 };

  it('adds up delta points between two points of the graph', () => {
    expect(promQlOf(rate, 'cloudwatch')).toBe(
      '100 * (sum(sum_over_time({__name__="cloudfront.cache.hits"}[$__interval]) / ($__interval_ms / 1000)) or vector(0)) / ' +
        'sum(sum_over_time({__name__="cloudfront.cache.lookups"}[$__interval]) / ($__interval_ms / 1000))',
    );
  });

  it('computes the rate of cumulative points', () => {
    expect(promQlOf(rate, 'prometheus')).toBe(
      '100 * (sum(rate({__name__="cloudfront.cache.hits"}[$__rate_interval])) or vector(0)) / ' +
        'sum(rate({__name__="cloudfront.cache.lookups"}[$__rate_interval]))',
    );
  });

  it('shows a percentile in milliseconds, from the histograms of the backend', () => {
    expect(promQlOf(p99, 'prometheus')).toBe(
      'histogram_quantile(0.99, sum by ("aws.cloudfront.distribution") ' +
        '(rate({__name__="http.server.request.duration"}[$__rate_interval]))) * 1000',
    );
    expect(promQlOf(p99, 'victoriametrics')).toBe(
      'histogram_quantile(0.99, sum by ("aws.cloudfront.distribution", "vmrange") ' +
        '(sum_over_time({__name__="http.server.request.duration_bucket"}[$__interval]))) * 1000',
    );
    expect(legendOf(p99)).toBe('p99 {{aws.cloudfront.distribution}}');
  });

  it('counts concurrent playback sessions', () => {
    const sessions: PanelQuery = {
      show: 'perMinute',
      metric: 'PlaybackTime',
      divisor: 60_000,
      label: 'Sessions',
    };
    expect(promQlOf(sessions, 'prometheus')).toBe(
      'sum(rate({__name__="cloudfront.media.playback_time"}[$__rate_interval]))',
    );
  });
});
