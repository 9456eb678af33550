import { hasBehaviors } from '../seriesWithMetrics.ts';
import { graph } from './graph.ts';
import type { Section, SectionProps } from './section.ts';
import { seriesRates } from './seriesRates.ts';

/** How much the cache takes off the origins. */
export function cacheSection(props: SectionProps): Section {
  const { traffic } = props.metrics;
  const title = 'Cache';
  const text = 'Of the requests that the cache could answer: hits and misses of GET, HEAD and OPTIONS.';
  if (!props.has('CacheHits')) return { title, text, rows: [] };
  const ratio = graph({
    title: 'Cache hit ratio of all distributions',
    metrics: [traffic.rate('CacheHits', 'CacheLookups', 'Cache hit ratio')],
    unit: '%',
    width: 8,
    maximum: 100,
  });
  const byBehavior = [
    graph({
      title: 'Lookups by cache behavior',
      metrics: [traffic.eachBySecond('CacheLookups', 'behavior')],
      unit: 'requests/s',
      width: 8,
      stacked: true,
    }),
    graph({
      title: 'Hits by cache behavior',
      metrics: [traffic.eachBySecond('CacheHits', 'behavior')],
      unit: 'requests/s',
      width: 8,
      stacked: true,
    }),
  ];
  const configured = seriesRates(props, {
    title: 'Cache hit ratios of configured series',
    part: 'CacheHits',
    whole: 'CacheLookups',
  });
  return {
    title,
    text,
    rows: [[ratio, ...(hasBehaviors(props.settings.fieldNames) ? byBehavior : [])], configured],
  };
}
