import { Duration } from 'aws-cdk-lib';
import { serverErrorRate as rateOfServerErrors } from '../metrics/rates.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { missingIsOk, type PipelineAlarm } from './pipelineAlarm.ts';

/** Minimum number of requests in a minute for a meaningful rate. */
const minRequests = 100;

const remedy =
  'Find the cache behavior on the dashboard, and the paths with the saved query top_paths_by_errors; npx cfrl tail shows live requests.';

/**
 * Server errors of all distributions. Errors and requests are sent in one document, so the rate is correct even in an
 * incomplete minute.
 */
export function serverErrorRate({ health }: PipelineMetrics, percent: number): PipelineAlarm {
  return {
    name: 'serverErrorRate',
    metric: health.serverErrorRate(minRequests),
    ...ofMinutes(percent),
    meaning: `More than ${percent}% of the requests of all distributions ended with a status of 500 to 599.`,
    remedy,
  };
}

/** Server errors of a distribution or cache behavior in `metricSeries`, for which metrics are always sent. */
export function serverErrorRateOf(
  { traffic }: PipelineMetrics,
  percent: number,
  series: string,
): PipelineAlarm {
  return {
    name: 'serverErrorRate',
    subject: series,
    metric: rateOfServerErrors((name, label) => traffic.of(name, series, label), minRequests),
    ...ofMinutes(percent),
    meaning: `More than ${percent}% of the requests of ${series} ended with a status of 500 to 599.`,
    remedy,
  };
}

function ofMinutes(threshold: number) {
  return { threshold, periods: 5, breaching: 3, ...missingIsOk };
}

/**
 * The cache hit ratio is lower than usual. No fixed threshold is right for all sites, so CloudWatch anomaly detection learns
 * what is usual at each hour.
 */
export function cacheHitRatio({ health }: PipelineMetrics, standardDeviations: number): PipelineAlarm {
  return {
    name: 'cacheHitRatio',
    metric: health.cacheHitRatio(Duration.minutes(15)),
    threshold: standardDeviations,
    periods: 3,
    breaching: 3,
    ...missingIsOk,
    meaning: 'The cache hit ratio is lower than usual.',
    remedy:
      'Look for a new deployment, an invalidation, or new query strings: see the saved query cache_misses_by_query_string.',
  };
}
