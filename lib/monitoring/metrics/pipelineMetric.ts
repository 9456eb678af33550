import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** The resolution of all metrics here, and the period of those that are not given another. */
export const minute = Duration.minutes(1);

/** A metric's complete identity, and its statistic. */
export interface PipelineMetricProps {
  readonly namespace: string;
  readonly name: string;
  /** Every dimension that the metric is sent with: with one less or more it would be another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Maximum`, `Average` or a percentile such as `p99`. */
  readonly statistic: string;
  readonly label: string;
}

/** A metric over minutes; `with` gives it another period. */
export function pipelineMetric({ namespace, name, dimensions, ...look }: PipelineMetricProps): Metric {
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { ...dimensions },
    period: minute,
    ...look,
  });
}

/** A calculation with metrics. */
export interface ComputedMetricProps {
  /** A metric math expression that uses the names in `using`. */
  readonly expression: string;
  readonly using: Readonly<Record<string, Metric>>;
  readonly label: string;
  /** @default - a minute */
  readonly period?: Duration;
}

/** Metric math over metrics, all of them over one period. */
export function computedMetric({
  expression,
  using,
  label,
  period = minute,
}: ComputedMetricProps): MathExpression {
  const usingMetrics = Object.fromEntries(
    Object.entries(using).map(([id, metric]) => [id, metric.with({ period })]),
  );
  return new MathExpression({ expression, usingMetrics, label, period });
}
