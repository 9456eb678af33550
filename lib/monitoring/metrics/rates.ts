import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { computedMetric, minute } from './pipelineMetric.ts';

/** Counts of requests that the whole pipeline, each distribution, and each cache behavior have. */
export type RequestCount = 'Requests' | '5xxCount' | 'CacheHits' | 'CacheLookups';

/** Returns a count of the requests of a rate. */
export type CountMetric = (name: RequestCount, label: string) => Metric;

/** Percentage of the requests that ended with a status of 500 to 599; 0 in periods with fewer than `minRequests`. */
export function serverErrorRate(count: CountMetric, minRequests: number, period = minute): MathExpression {
  return computedMetric({
    expression: `IF(requests >= ${minRequests}, 100 * errors / requests, 0)`,
    using: { errors: count('5xxCount', 'Server errors'), requests: count('Requests', 'Requests') },
    label: 'Server errors',
    period,
  });
}

/** Percentage of the cache lookups that were hits. */
export function cacheHitRatio(count: CountMetric, period = minute): MathExpression {
  return computedMetric({
    expression: '100 * hits / lookups',
    using: { hits: count('CacheHits', 'Cache hits'), lookups: count('CacheLookups', 'Cache lookups') },
    label: 'Cache hit ratio',
    period,
  });
}
