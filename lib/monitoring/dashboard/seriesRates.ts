import type { HorizontalAnnotation, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../../core/metrics/definitions.ts';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import { seriesWithMetrics } from '../seriesWithMetrics.ts';
import { createGraph, dashboardWidth, splitIntoGroups } from './graph.ts';
import type { SectionProps } from './section.ts';

/** A rate that is shown for each series in `metricSeries`. */
export interface SeriesRateProps {
  readonly title: string;
  readonly part: MetricName;
  readonly whole: MetricName;
  /** @default [] */
  readonly annotations?: readonly HorizontalAnnotation[];
}

/**
 * Maximum number of rates in a graph. Each rate uses three of the 500 metrics and expressions that a graph can have
 * (CloudWatch user guide, 'CloudWatch service quotas', November 2026).
 */
const ratesOfGraph = 160;

/**
 * Returns graphs of a rate for each distribution and cache behavior in `metricSeries`, as a percentage of its own
 * requests: search expressions can't compute such rates. There are no graphs if `metricSeries` is empty, and several if
 * the rates don't fit into one.
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
  return splitIntoGroups(rates, ratesOfGraph).map((metrics) =>
    createGraph({ title, metrics, unit: '%', width: dashboardWidth, annotations }),
  );
}
