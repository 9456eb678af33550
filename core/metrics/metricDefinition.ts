/** CloudWatch's name of a metric's unit. */
export type MetricUnit = 'Count' | 'Bytes' | 'Milliseconds' | 'Kilobits/Second';

/** A metric: a count, whose values are summed per minute, or a histogram, from which percentiles are computed. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly kind: 'count' | 'histogram';
  /** Groups of fields. If no field of a group is logged, the metric is omitted. */
  readonly fields: readonly (readonly string[])[];
  /** The field that the metric is about. If it isn't logged, the metric is omitted without a warning. */
  readonly subject?: string;
  readonly meaning: string;
}
