/** A datum of PutMetricData as it comes over the wire; `NaN` and the infinities come as text. */
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

/** Statistics that the sender has computed. */
export interface StatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}
