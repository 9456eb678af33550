import type { AthenaRow } from '../../../core/aws/athena/runQuery.ts';
import type { Facet } from '../../facets/facets.ts';
import type {
  FacetAnswer,
  FacetValue,
  Percentiles,
  RequestRow,
  Series,
  Totals,
} from '../../questions/answer.ts';
import type { Filter } from '../../questions/question.ts';
import type { TimeSteps } from '../../questions/timeSteps.ts';

const number = (text: string | null | undefined) => Number(text ?? 0);

/** Converts seconds to whole milliseconds. */
const milliseconds = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Math.round(Number(text) * 1_000);

/** Returns bars and totals from the rows of `seriesSql`. The row without a bar contains the totals. */
export function seriesAnswer(
  rows: readonly AthenaRow[],
  steps: TimeSteps,
): { readonly series: Series; readonly totals: Totals } {
  const total = rows.find(({ bar }) => bar === null) ?? {};
  const byBar = new Map(rows.filter(({ bar }) => bar !== null).map((row) => [Number(row['bar']), row]));
  const perBar = <T>(of: (row: AthenaRow) => T) =>
    Array.from({ length: steps.count }, (_, bar) => of(byBar.get(bar) ?? {}));
  return {
    series: {
      steps,
      byClass: Array.from({ length: 6 }, (_, kind) => perBar((row) => classCounts(row)[kind])),
      cacheHits: perBar(({ hits }) => number(hits)),
      cacheLookups: perBar(({ lookups }) => number(lookups)),
      bytes: perBar(({ bytes }) => number(bytes)),
      p50: perBar(({ p50 }) => milliseconds(p50)),
      p95: perBar(({ p95 }) => milliseconds(p95)),
      p99: perBar(({ p99 }) => milliseconds(p99)),
    },
    totals: {
      byClass: classCounts(total),
      cacheHits: number(total['hits']),
      cacheLookups: number(total['lookups']),
      bytes: number(total['bytes']),
      firstByte: {
        p50: milliseconds(total['p50']),
        p95: milliseconds(total['p95']),
        p99: milliseconds(total['p99']),
      } satisfies Percentiles,
    },
  };
}

/** Returns counts by status class, see `statusClass`. The first one counts statuses outside of HTTP's classes. */
function classCounts(row: AthenaRow): number[] {
  const known = ['c0', 'c2', 'c3', 'c4', 'c5'].map((name) => number(row[name]));
  return [number(row['n']) - known.reduce((sum, count) => sum + count, 0), ...known];
}

/** Returns the values of each facet from the rows of `facetsSql`, including the values in filters. */
export function facetAnswers(
  rows: readonly AthenaRow[],
  facets: readonly Facet[],
  filters: readonly Filter[],
  max: number,
): FacetAnswer[] {
  const byFacet = Map.groupBy(rows, ({ facet }) => Number(facet));
  return facets.flatMap(({ id, isHidden }, index) => {
    const own = byFacet.get(index) ?? [];
    if (isHidden) return [];
    const filter = filters.find(({ facet }) => facet === id);
    const chosen = [...(filter?.include ?? []), ...(filter?.exclude ?? [])];
    const values = own.map(
      ({ value = null, n, client, server }): FacetValue => ({
        value,
        requests: number(n),
        clientErrors: number(client),
        serverErrors: number(server),
      }),
    );
    const listed = values.filter(
      ({ value }, place) => place < max || id === 'country' || chosen.includes(value),
    );
    const missing = chosen
      .filter((value) => !listed.some((one) => one.value === value))
      .map((value) => ({ value, requests: 0, clientErrors: 0, serverErrors: 0 }));
    return [
      {
        facet: id,
        distinct: number(own[0]?.['different']),
        requests: number(own[0]?.['all_n']),
        values: [...listed, ...missing],
      },
    ];
  });
}

/** Returns a request from a row of `latestSql`. */
export function requestRow(row: AthenaRow): RequestRow {
  const text = (name: string) => row[name] ?? null;
  return {
    key: `${row['time']}/${row['x_edge_request_id'] ?? ''}`,
    time: number(row['time']),
    status: text('sc_status'),
    method: text('cs_method'),
    host: text('cs_host'),
    path: text('path'),
    country: text('c_country'),
    edge: text('x_edge_location'),
    result: text('x_edge_detailed_result_type'),
    firstByte: milliseconds(row['time_to_first_byte']),
    bytes: number(row['sc_bytes']),
  };
}
