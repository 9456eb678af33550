import type { HorizontalAnnotation, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../../core/metrics/definitions.ts';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import { seriesWithMetrics } from '../seriesWithMetrics.ts';
import { dashboardWidth, graph, inGroups } from './graph.ts';
import type { SectionProps } from './section.ts';

/** A rate of each series that `metricSeries` names. */
export interface SeriesRateProps {
  readonly title: string;
  readonly part: MetricName;
  readonly whole: MetricName;
  /** @default [] */
  readonly annotations?: readonly HorizontalAnnotation[];
}

/**
 * Rates of one graph. Each takes three of the 500 metrics and expressions of a graph (CloudWatch user guide,
 * 'CloudWatch service quotas', November 2026).
 */
const ratesOfGraph = 160;

/**
 * Rates of configured distributions and cache behaviors, each of its own requests: a search can't compute
 * such rates. There is no widget if none are configured, and several widgets if one can't hold all rates.
 */
export function seriesRates(
  { settings, metrics: { traffic } }: SectionProps,
  { title, part, whole, annotations = [] }: SeriesRateProps,
): IWidget[] {
  const configured = seriesWithMetrics(settings);
  if (configured.length === 0) return [];
  const rates = configured.map((series, index) =>
    computedMetric({
      expression: `100 * part${index} / whole${index}`,
      using: {
        [`part${index}`]: traffic.of(part, series, part),
        [`whole${index}`]: traffic.of(whole, series, whole),
      },
      label: series,
    }),
  );
  return inGroups(rates, ratesOfGraph).map((metrics) =>
    graph({ title, metrics, unit: '% of their own', width: dashboardWidth, annotations }),
  );
}
