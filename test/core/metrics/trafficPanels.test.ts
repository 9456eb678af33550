import { allDefinitions } from '../../../core/metrics/definitions.ts';
import { detailDefinitions } from '../../../core/metrics/detailDefinitions.ts';
import {
  metricsOfQuery,
  type TrafficSection,
  trafficSections,
  withMetrics,
} from '../../../core/metrics/trafficPanels.ts';

const sections: readonly TrafficSection[] = Object.values(trafficSections);
const titlesOf = (section: TrafficSection) => section.rows.map((row) => row.map(({ title }) => title));

it('shows only metrics that are defined, and each row fits the width of a dashboard', () => {
  const names = new Set<string>([...allDefinitions, ...detailDefinitions].map(({ name }) => name));
  const rows = sections.flatMap((section) => section.rows);
  const used = rows.flat().flatMap(({ queries }) => queries.flatMap(metricsOfQuery));
  expect(used.filter((name) => !names.has(name))).toEqual([]);
  expect(rows.map((row) => row.reduce((sum, { width }) => sum + width, 0))).toEqual(rows.map(() => 24));
});

describe('a section without some metrics', () => {
  it('has no query, panel, or row that needs them', () => {
    const section = withMetrics(trafficSections.latency, (name) => name !== 'TimeTaken', true);
    expect(titlesOf(section)).toEqual([['Time to first byte'], ['Origin, first byte', 'Origin, last byte']]);
    const traffic = withMetrics(trafficSections.traffic, (name) => name !== 'BytesUploaded', true);
    expect(traffic.rows[0]?.[2]?.queries).toEqual([
      { show: 'perSecond', metric: 'BytesDownloaded', by: 'distribution', factor: 8, prefix: 'to viewers: ' },
    ]);
    expect(withMetrics(trafficSections.cache, (name) => name !== 'CacheHits', true).rows).toEqual([
      [expect.objectContaining({ title: 'Lookups by cache behavior' })],
    ]);
  });

  it('has no panel by cache behavior if there are no metrics of cache behaviors', () => {
    expect(titlesOf(withMetrics(trafficSections.errors, () => true, false))).toEqual([
      ['Error rates of all distributions'],
    ]);
  });
});
