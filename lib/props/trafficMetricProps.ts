import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';

/** Whose requests a metric counts. */
export interface TrafficMetricProps {
  /**
   * One distribution. It needs metrics of its own: see `metricSeries`.
   *
   * @default - all distributions
   */
  readonly distribution?: IDistribution;

  /**
   * Path pattern of one cache behavior of the distribution, or `default`.
   *
   * @default - all behaviors
   */
  readonly behavior?: string;
}

/** Whose server errors a rate counts. */
export interface ServerErrorRateProps extends TrafficMetricProps {
  /**
   * Requests that a minute needs; with fewer, the rate is 0.
   *
   * @default 100
   */
  readonly fewestRequests?: number;
}
