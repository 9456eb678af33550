import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TrafficMetricProps } from '../../props/trafficMetricProps.ts';
import { ConfigurationError } from '../../settings/configurationError.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { HealthMetrics } from './healthMetrics.ts';
import { computedMetric } from './pipelineMetric.ts';
import { TrafficMetrics } from './trafficMetrics.ts';

/** Metrics that exist for the whole pipeline, and for each distribution or cache behavior. */
type SelectedMetric = 'Requests' | '5xxCount' | 'CacheHits' | 'CacheLookups';

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
  count(name: SelectedMetric, label: string): Metric {
    return this.#series === undefined
      ? this.#health.of(name, label)
      : this.#traffic.of(name, this.#series, label);
  }

  /** Percentage of the requests that ended with a status of 500 to 599. */
  serverErrorRate(minRequests: number): MathExpression {
    return computedMetric({
      expression: `IF(requests >= ${minRequests}, 100 * errors / requests, 0)`,
      using: {
        errors: this.count('5xxCount', 'Server errors'),
        requests: this.count('Requests', 'Requests'),
      },
      label: 'Server errors',
    });
  }

  /** Percentage of the cache lookups that were hits. */
  cacheHitRatio(): MathExpression {
    return computedMetric({
      expression: '100 * hits / lookups',
      using: {
        hits: this.count('CacheHits', 'Cache hits'),
        lookups: this.count('CacheLookups', 'Cache lookups'),
      },
      label: 'Cache hit ratio',
    });
  }
}
