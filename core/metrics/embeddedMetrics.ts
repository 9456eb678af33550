/** A metric of an embedded document. */
export interface EmbeddedMetric {
  readonly name: string;
  readonly unit: 'Count' | 'Bytes' | 'Milliseconds';
  readonly value: number;
}

/** Metrics of one namespace with the same dimensions and the same time. */
export interface EmbeddedMetrics {
  readonly namespace: string;
  /** Values of the dimensions by name. No metric may have the name of a dimension. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** At most 100; CloudWatch user guide, 'Embedded metric format specification', November 2026. */
  readonly metrics: readonly EmbeddedMetric[];
}

/** Returns the log line from which CloudWatch reads metrics: a document in the embedded metric format. */
export function printEmbeddedMetrics({ namespace, dimensions, timestamp, metrics }: EmbeddedMetrics): string {
  return JSON.stringify({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
  });
}
