/** Unit of a metric, in CloudWatch's words. */
export type MetricUnit = 'Count' | 'Bytes' | 'Milliseconds' | 'Kilobits/Second';

/** A metric: a count, of which a minute's values are summed, or a distribution, of which percentiles are taken. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly kind: 'count' | 'histogram';
  /** Fields of which at least one of each group has to be logged; without them the metric is left out. */
  readonly fields: readonly (readonly string[])[];
  /** The field that it is all about: where that is not logged, nobody misses the metric. */
  readonly subject?: string;
  readonly meaning: string;
}
