/** Unit of a metric, in CloudWatch's words. */
export type MetricUnit = 'Count' | 'Bytes' | 'Milliseconds' | 'Kilobits/Second';

/** A metric: a count, whose values of a minute are summed, or a histogram, from which percentiles are calculated. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly kind: 'count' | 'histogram';
  /** Groups of fields; at least one of each group must be logged, or the metric is left out. */
  readonly fields: readonly (readonly string[])[];
  /** The field that the metric is about: if it isn't logged, nobody misses the metric. */
  readonly subject?: string;
  readonly meaning: string;
}
