import { dimension, type MetricName } from '../../core/metrics/definitions.ts';
import type { MetricStore } from '../../emulator/endpoints/cloudwatch/metricStore.ts';
import { withCommas } from '../../terminal/textTable.ts';

/** A row of the table, with values as text. */
type MetricRow = Record<string, string>;

/** Returns a table of each distribution's metrics over all minutes. */
export function metricTable(metrics: MetricStore, namespace: string): MetricRow[] {
  const distributions = metrics.metrics
    .filter(
      ({ name, dimensions }) => name === ('Requests' satisfies MetricName) && isOfDistribution(dimensions),
    )
    .map(({ dimensions }) => dimensions[dimension.distribution]);
  return distributions.map((distribution) => {
    const total = (name: MetricName) =>
      metrics.total({ namespace, name, dimensions: { [dimension.distribution]: distribution } });
    const sum = (name: MetricName) => textOf(total(name)?.sum);
    return {
      distribution,
      requests: sum('Requests'),
      'bytes down': sum('BytesDownloaded'),
      '2xx': sum('2xxCount'),
      '3xx': sum('3xxCount'),
      '4xx': sum('4xxCount'),
      '5xx': sum('5xxCount'),
      aborted: sum('ClientAborted'),
      'hit ratio': ratio(total('CacheHits')?.sum, total('CacheLookups')?.sum),
    };
  });
}

/** Returns a table of the percentiles of each distribution's times, in milliseconds. */
export function percentileTable(metrics: MetricStore, namespace: string): MetricRow[] {
  const names: readonly MetricName[] = [
    'TimeToFirstByte',
    'TimeTaken',
    'OriginFirstByteLatency',
    'OriginLastByteLatency',
  ];
  return metrics.metrics
    .filter((identity) => identity.namespace === namespace && isOfDistribution(identity.dimensions))
    .filter(({ name }) => names.includes(name as MetricName))
    .map((identity) => {
      const total = metrics.total(identity);
      return {
        distribution: identity.dimensions[dimension.distribution],
        metric: identity.name,
        p50: textOf(total?.percentile(50)),
        p90: textOf(total?.percentile(90)),
        p99: textOf(total?.percentile(99)),
        maximum: textOf(total?.maximum),
      };
    });
}

function isOfDistribution(dimensions: Readonly<Record<string, string>>): boolean {
  return Object.keys(dimensions).join() === dimension.distribution;
}

function ratio(part: number | undefined, whole: number | undefined): string {
  return part === undefined || !whole ? '-' : `${((100 * part) / whole).toFixed(1)}%`;
}

function textOf(number: number | undefined): string {
  return number === undefined ? '-' : withCommas(number);
}
