import type { MetricName } from '../metrics/definitions.ts';
import type { PanelQuery, SeriesKind } from '../metrics/trafficPanels.ts';
import { attributeNameOf } from '../otlp/attributeChoice.ts';
import { distributionAttribute } from '../otlp/attributes.ts';
import { instruments } from '../otlp/instruments.ts';

/**
 * Backends that support PromQL. They differ in how they store counts and histograms: `cloudwatch` stores delta points
 * unchanged, `prometheus` stores cumulative points and native histograms, and `victoriametrics` stores delta points and
 * buckets with a label `vmrange`.
 */
export const promQlBackends = ['cloudwatch', 'prometheus', 'victoriametrics'] as const;

export type PromQlBackend = (typeof promQlBackends)[number];

const labels: Readonly<Record<SeriesKind, readonly string[]>> = {
  distribution: [distributionAttribute],
  behavior: [distributionAttribute, attributeNameOf('behavior')],
};

/** Converts a query to PromQL, with Grafana's variables for the interval between two points of the graph. */
export function promQlOf(query: PanelQuery, backend: PromQlBackend): string {
  switch (query.show) {
    case 'perSecond':
      return `${grouped(query.by, perSecond(query.metric, backend))}${times((query.factor ?? 1) / scaleOf(query.metric))}`;
    case 'share':
      return `100 * ${grouped('behavior', perSecond(query.part, backend))} / on() group_left() sum(${perSecond(query.whole, backend)})`;
    case 'ratio':
      // Zero counts are not sent, so a missing error count means a rate of 0.
      return `100 * (sum(${perSecond(query.part, backend)}) or vector(0)) / sum(${perSecond(query.whole, backend)})`;
    case 'percentile':
      return percentile(query.metric, query.percentile, backend);
    case 'perMinute':
      return `sum(${perSecond(query.metric, backend)})${times(60 / scaleOf(query.metric) / query.divisor)}`;
  }
}

/** Returns the label of a query's lines, in Grafana's syntax. */
export function legendOf(query: PanelQuery): string {
  const of = (kind: SeriesKind) => labels[kind].map((name) => `{{${name}}}`).join(' ');
  switch (query.show) {
    case 'perSecond':
      return `${query.prefix ?? ''}${of(query.by)}`;
    case 'share':
      return of('behavior');
    case 'percentile':
      return `p${query.percentile} ${of('distribution')}`;
    default:
      return query.label;
  }
}

function percentile(metric: MetricName, rank: number, backend: PromQlBackend): string {
  const { name } = instruments[metric];
  const buckets =
    backend === 'victoriametrics'
      ? `sum by (${quoted([...labels.distribution, 'vmrange'])}) (sum_over_time({__name__="${name}_bucket"}[$__interval]))`
      : grouped('distribution', increase(name, backend));
  return `histogram_quantile(${rank / 100}, ${buckets})${times(1 / scaleOf(metric))}`;
}

function perSecond(metric: MetricName, backend: PromQlBackend): string {
  const { name } = instruments[metric];
  if (backend === 'prometheus') return increase(name, backend);
  return `${increase(name, backend)} / ($__interval_ms / 1000)`;
}

/** Returns PromQL for a metric's increase between two points of the graph. */
function increase(name: string, backend: PromQlBackend): string {
  const selected = `{__name__="${name}"}`;
  return backend === 'prometheus'
    ? `rate(${selected}[$__rate_interval])`
    : `sum_over_time(${selected}[$__interval])`;
}

function grouped(kind: SeriesKind, expression: string): string {
  return `sum by (${quoted(labels[kind])}) (${expression})`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function scaleOf(metric: MetricName): number {
  return instruments[metric].scale;
}

function times(factor: number): string {
  return factor === 1 ? '' : ` * ${Number(factor.toPrecision(12))}`;
}
