import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';

/** Selects the requests that a metric counts. */
export interface TrafficMetricProps {
  /**
   * A distribution. It must have its own metrics: see `metricSeries`.
   *
   * @default - all distributions
   */
  readonly distribution?: IDistribution;

  /**
   * Path pattern of a cache behavior of the distribution, or `default`.
   *
   * @default - all cache behaviors
   */
  readonly behavior?: string;
}

/** Selects the requests of a server error rate. */
export interface ServerErrorRateProps extends TrafficMetricProps {
  /**
   * Minimum number of requests in a minute; with fewer requests, the rate is 0.
   *
   * @default 100
   */
  readonly minRequests?: number;
}
