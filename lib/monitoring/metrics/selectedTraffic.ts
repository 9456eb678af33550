import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TrafficMetricProps } from '../../props/trafficMetricProps.ts';
import { ConfigurationError } from '../../settings/configurationError.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { HealthMetrics } from './healthMetrics.ts';
import { cacheHitRatio, type RequestCount, serverErrorRate } from './rates.ts';
import { TrafficMetrics } from './trafficMetrics.ts';

/** Traffic metrics of all distributions, of one distribution, or of one cache behavior, for alarms that apps create. */
export class SelectedTraffic {
  readonly #health: HealthMetrics;
  readonly #traffic: TrafficMetrics;
  readonly #series: string | undefined;

  /** @throws ConfigurationError if `behavior` is set without `distribution` */
  constructor({ name, metricNamespace }: PipelineSettings, { distribution, behavior }: TrafficMetricProps) {
    if (behavior !== undefined && distribution === undefined)
      throw new ConfigurationError('behavior', `expected distribution to be set too, got only '${behavior}'`);
    this.#health = new HealthMetrics(name);
    this.#traffic = new TrafficMetrics(metricNamespace);
    const domain = distribution?.distributionDomainName;
    this.#series = behavior === undefined ? domain : `${domain} ${behavior}`;
  }

  /** Returns a count per minute. */
  count(name: RequestCount, label: string): Metric {
    return this.#series === undefined
      ? this.#health.of(name, label)
      : this.#traffic.of(name, this.#series, label);
  }

  /** Percentage of the requests that ended with a status of 500 to 599. */
  serverErrorRate(minRequests: number): MathExpression {
    return serverErrorRate((name, label) => this.count(name, label), minRequests);
  }

  /** Percentage of the cache lookups that were hits. */
  cacheHitRatio(): MathExpression {
    return cacheHitRatio((name, label) => this.count(name, label));
  }
}
