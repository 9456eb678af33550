import type { MetricName } from '../../../core/metrics/definitions.ts';
import { graph } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

const percentiles = ['p50', 'p90', 'p99'] as const;

const latencies: readonly (readonly [MetricName, string])[] = [
  ['TimeToFirstByte', 'Time to first byte'],
  ['TimeTaken', 'Time to last byte'],
  ['OriginFirstByteLatency', 'Origin, first byte'],
  ['OriginLastByteLatency', 'Origin, last byte'],
];

/** How long viewers, and CloudFront at the origins, wait. */
export function latencySection({ metrics: { traffic }, has }: SectionProps): Section {
  const graphs = latencies
    .filter(([name]) => has(name))
    .map(([name, title]) =>
      graph({
        title,
        metrics: percentiles.map((percentile) =>
          traffic.each(name, 'distribution', percentile, `${percentile} `),
        ),
        unit: 'ms',
        width: 12,
      }),
    );
  return {
    title: 'Latency',
    text: 'At the edge, from the request to the first and last byte of the response; and at the origins, of requests that reached them.',
    rows: [graphs.slice(0, 2), graphs.slice(2)],
  };
}
