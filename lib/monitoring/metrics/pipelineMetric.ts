import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** Resolution of the pipeline's metrics, and their default period. */
export const minute = Duration.minutes(1);

/** Identity of a metric, and its statistic. */
export interface PipelineMetricProps {
  readonly namespace: string;
  readonly name: string;
  /** All dimensions that the metric is sent with: CloudWatch treats each combination of dimensions as another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Maximum`, `Average` or a percentile such as `p99`. */
  readonly statistic: string;
  readonly label: string;
}

/** Returns a metric with a period of a minute. Change the period with `with`. */
export function pipelineMetric({ namespace, name, dimensions, ...look }: PipelineMetricProps): Metric {
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { ...dimensions },
    period: minute,
    ...look,
  });
}

/** Properties of a metric that is calculated from others. */
export interface ComputedMetricProps {
  /** A metric math expression that uses the names in `using`. */
  readonly expression: string;
  readonly using: Readonly<Record<string, Metric>>;
  readonly label: string;
  /** @default - a minute */
  readonly period?: Duration;
}

/** Returns metric math over metrics that all use the same period. */
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
