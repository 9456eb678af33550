import { finestScale } from '../../core/otlp/exponentialHistogram.ts';
import type { Lake } from '../../emulator/lake.ts';
import type { Backend } from './backend.ts';

/** Comparison of the lake's and the backend's answers to the same question. */
export interface Comparison {
  readonly question: string;
  readonly lake: Readonly<Record<string, number>>;
  readonly backend: Readonly<Record<string, number>>;
  readonly isEqual: boolean;
}

const window = '60d';

/** Maximum relative error of a sum of doubles in a different order. */
const roundingError = 1e-9;

const ranks = [0.5, 0.9, 0.99];

/** Relative width of a bucket. A percentile can be anywhere in its bucket. */
const bucketWidth = 2 ** (1 / 2 ** finestScale) - 1;

const counts = [
  ['requests', 'cloudfront.requests', 'count(*)'],
  ['bytes downloaded', 'cloudfront.bytes.downloaded', 'sum(sc_bytes)'],
  [
    'cache hits',
    'cloudfront.cache.hits',
    "count(*) FILTER (WHERE x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit') AND cs_method IN ('GET', 'HEAD', 'OPTIONS'))",
  ],
] as const;

const groupings = [
  ['status', 'http.response.status_code', 'sc_status'],
  ['cache behavior', 'aws.cloudfront.cache_behavior', 'cache_behavior_path_pattern'],
  ['detailed result', 'aws.cloudfront.detailed_result_type', 'x_edge_detailed_result_type'],
] as const;

/** Compares counts by attribute. */
export async function compareCounts(
  lake: Lake,
  backend: Backend,
  temporality: 'delta' | 'cumulative',
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [what, metric, sql] of counts) {
    for (const [attribute, label, column] of groupings) {
      const ofLake = toTable(
        (await lake.ask(`SELECT ${column} AS key, ${sql} AS value FROM requests_raw GROUP BY ALL`)).map(
          ({ key, value }) => [String(key), Number(value)],
        ),
      );
      const ofBackend = toTable(
        (await backend.query(`sum by ("${label}") (${total(metric, temporality)})`)).map(
          ({ metric: labels, value }): [string, number] => [labels[label] ?? 'null', value],
        ),
      );
      const isEqual = JSON.stringify(ofLake) === JSON.stringify(ofBackend);
      comparisons.push({ question: `${what} by ${attribute}`, lake: ofLake, backend: ofBackend, isEqual });
    }
  }
  return comparisons;
}

/** Compares count, sum, and percentiles of the time taken, for backends that store native histograms. */
export async function compareNativeHistograms(lake: Lake, backend: Backend): Promise<Comparison[]> {
  const histogram = `sum(last_over_time({__name__="http.server.request.duration"}[${window}]))`;
  const [ofLake = {}] = await lake.ask(`SELECT count(time_taken) AS count, sum(time_taken) AS sum,
    ${ranks.map((rank) => `quantile_disc(time_taken, ${rank}) AS "p${rank * 100}"`).join(', ')} FROM requests_raw`);
  const questions = [
    ['count', `histogram_count(${histogram})`, roundingError],
    ['sum', `histogram_sum(${histogram})`, roundingError],
    ...ranks.map(
      (rank) => [`p${rank * 100}`, `histogram_quantile(${rank}, ${histogram})`, bucketWidth] as const,
    ),
  ] as const;
  const comparisons: Comparison[] = [];
  for (const [question, promQl, error] of questions) {
    const [sample] = await backend.query(promQl);
    const [expected, actual] = [Number(ofLake[question]), sample?.value ?? Number.NaN];
    comparisons.push({
      question: `${question} of the time taken`,
      lake: { [question]: expected },
      backend: { [question]: actual },
      isEqual: Math.abs(actual / expected - 1) <= error,
    });
  }
  return comparisons;
}

/** Compares count and sum of the time taken, which VictoriaMetrics stores as separate metrics. */
export async function compareHistogramTotals(
  lake: Lake,
  backend: Backend,
  temporality: 'delta' | 'cumulative',
): Promise<Comparison[]> {
  const [{ count, sum }] = await lake.ask(
    'SELECT count(time_taken) AS count, sum(time_taken) AS sum FROM requests_raw',
  );
  const ofBackend = {
    count: await totalOf(backend, 'http.server.request.duration_count', temporality),
    sum: await totalOf(backend, 'http.server.request.duration_sum', temporality),
  };
  const isEqual =
    ofBackend.count === Number(count) && Math.abs(ofBackend.sum / Number(sum) - 1) < roundingError;
  return [
    {
      question: 'count and sum of the time taken',
      lake: { count: Number(count), sum: Number(sum) },
      backend: ofBackend,
      isEqual,
    },
  ];
}

async function totalOf(
  backend: Backend,
  metric: string,
  temporality: 'delta' | 'cumulative',
): Promise<number> {
  const [sample] = await backend.query(`sum(${total(metric, temporality)})`);
  return sample?.value ?? Number.NaN;
}

/** Returns PromQL for the total of a metric: the sum of all deltas, or each sender's last total. */
function total(metric: string, temporality: 'delta' | 'cumulative'): string {
  const over = temporality === 'delta' ? 'sum_over_time' : 'max_over_time';
  return `${over}({__name__="${metric}"}[${window}])`;
}

/** Returns values by key, sorted by key, without zeros. */
function toTable(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries.filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
