/** A datum of PutMetricData in its wire format, in which `NaN` and infinities are texts. */
export interface WireMetricDatum {
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name?: string; readonly Value?: string }[];
  /** Epoch seconds. */
  readonly Timestamp?: number;
  readonly Value?: number | string;
  readonly Values?: readonly (number | string)[];
  readonly Counts?: readonly (number | string)[];
  readonly StatisticValues?: StatisticSet;
  readonly Unit?: string;
  readonly StorageResolution?: number;
}

/** Statistics that the sender computed. */
export interface StatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}
