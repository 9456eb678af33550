import { type PromQlBackend, promQlOf } from '../../core/grafana/promQl.ts';
import type { MetricName } from '../../core/metrics/definitions.ts';
import {
  metricsOfQuery,
  type PanelQuery,
  type TrafficSection,
  trafficSections,
} from '../../core/metrics/trafficPanels.ts';
import { distributionAttribute } from '../../core/otlp/attributes.ts';
import type { Lake } from '../../emulator/lake.ts';
import type { Backend } from './backend.ts';
import type { Comparison } from './comparison.ts';

/** Hours that the single point of a graph covers: all example records. */
const hours = 60 * 24;
const seconds = hours * 3600;

/** Maximum relative error of a sum of doubles in a different order. */
const roundingError = 1e-9;

/** Label of series by distribution. Hosts that aren't CloudFront domains have no series. */
const distribution = `lower(x_host_header)`;
const lookups = `cs_method IN ('GET', 'HEAD', 'OPTIONS') AND x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit', 'Miss')`;
const hits = `cs_method IN ('GET', 'HEAD', 'OPTIONS') AND x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit')`;

/** SQL for the counts in graphs, and for the values whose percentiles are in graphs. */
const sqlOf: Partial<Record<MetricName, string>> = {
  Requests: 'count(*)',
  BytesDownloaded: 'sum(sc_bytes)',
  BytesUploaded: 'sum(cs_bytes)',
  '5xxCount': 'count_if(sc_status BETWEEN 500 AND 599)',
  '4xxCount': 'count_if(sc_status BETWEEN 400 AND 499)',
  ClientAborted: 'count_if(sc_status = 0)',
  CacheHits: `count_if(${hits})`,
  CacheLookups: `count_if(${lookups})`,
  TimeToFirstByte: 'time_to_first_byte',
  TimeTaken: 'time_taken',
  OriginFirstByteLatency: 'origin_fbl',
  OriginLastByteLatency: 'origin_lbl',
};

/**
 * Compares every traffic graph, with the queries that Grafana sends to the backend, with DuckDB over the
 * lake.
 *
 * @param percentileError maximum relative error of a percentile, which depends on the backend's histograms
 */
export async function compareGraphs(
  lake: Lake,
  backend: Backend,
  dialect: PromQlBackend,
  percentileError: number,
): Promise<Comparison[]> {
  const sections: readonly TrafficSection[] = Object.values(trafficSections);
  const queries = sections
    .flatMap(({ rows }) => rows.flat().flatMap((panel) => panel.queries))
    .filter((query) => metricsOfQuery(query).every((name) => sqlOf[name] !== undefined));
  const comparisons: Comparison[] = [];
  for (const query of queries) {
    const text = promQlOf(query, dialect)
      .replaceAll('$__interval_ms', String(seconds * 1000))
      .replaceAll('$__interval', `${hours}h`);
    const ofBackend = Object.fromEntries(
      (await backend.query(text)).map(({ metric, value }) => [keyOf(metric), value]),
    );
    const ofLake = Object.fromEntries(
      (await lake.ask(sqlOfQuery(query))).map(({ key, value }) => [String(key), Number(value)]),
    );
    const error = query.show === 'percentile' ? percentileError : roundingError;
    comparisons.push({
      question: `graph: ${query.show} of ${metricsOfQuery(query).join(' and ')}${query.show === 'percentile' ? ` (p${query.percentile})` : ''}`,
      lake: ofLake,
      backend: ofBackend,
      isEqual: areClose(ofLake, ofBackend, error),
    });
  }
  return comparisons;
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  const behavior = labels['aws.cloudfront.cache_behavior'];
  return [labels[distributionAttribute], behavior].filter((label) => label !== undefined).join(' ') || 'all';
}

function sqlOfQuery(query: PanelQuery): string {
  const behavior = `${distribution} || ' ' || cache_behavior_path_pattern`;
  const from = 'FROM requests_raw';
  switch (query.show) {
    case 'perSecond': {
      const key = query.by === 'behavior' ? behavior : distribution;
      return `SELECT ${key} AS key, ${sqlOf[query.metric]} * ${query.factor ?? 1} / ${seconds} AS value ${from} GROUP BY ALL HAVING value > 0`;
    }
    case 'share':
      return `SELECT ${behavior} AS key, 100 * ${sqlOf[query.part]} / (SELECT ${sqlOf[query.whole]} ${from}) AS value ${from} GROUP BY key HAVING value > 0`;
    case 'ratio':
      return `SELECT 'all' AS key, 100 * ${sqlOf[query.part]} / ${sqlOf[query.whole]} AS value ${from}`;
    case 'percentile':
      return `SELECT ${distribution} AS key, 1000 * quantile_disc(${sqlOf[query.metric]}, ${query.percentile / 100}) AS value ${from} GROUP BY ALL HAVING value IS NOT NULL`;
    case 'perMinute':
      return `SELECT 'all' AS key, ${sqlOf[query.metric]} / ${query.divisor} AS value ${from}`;
  }
}

function areClose(
  expected: Readonly<Record<string, number>>,
  actual: Readonly<Record<string, number>>,
  error: number,
): boolean {
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].every((key) => {
    const [a, b] = [expected[key], actual[key]];
    if (a === undefined || b === undefined) return false;
    return Math.abs(a - b) <= error * Math.max(Math.abs(a), Number.EPSILON);
  });
}
