import type { FacetName } from '../../core/insight/facets/facets.ts';
import type { FacetCodes, InsightRows } from '../../core/insight/sources/rowSource.ts';
import { cacheClass, statusClass } from '../../core/metrics/rowClasses.ts';
import type { Facet } from '../facets/facets.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Dictionary } from './dictionary.ts';
import { bucketValue } from './latencyBuckets.ts';
import { cacheShift, type Segment, statusBits } from './segment.ts';
import type { SelectedRows } from './selection.ts';

/** The time windows to compare. */
export interface Windows {
  readonly selection: TimeSpan;
  /** Intervals of the baseline, all of the same length. */
  readonly baseline: readonly TimeSpan[];
}

/** Returns the columns that explain a change of a metric, for the requests in the windows. */
export function insightRows(
  selected: readonly SelectedRows[],
  windows: Windows,
  metric: MetricName,
  facets: readonly Facet[],
  dictionaryOf: (facet: string) => Dictionary,
): InsightRows {
  const max = selected.reduce((sum, { count }) => sum + count, 0);
  const windowOf = new Uint8Array(max);
  const amounts = new Float64Array(max);
  const kept = facets.filter(({ insight }) => insight !== undefined);
  const codes = kept.map(() => new Int32Array(max));
  const spans = [windows.selection, ...windows.baseline];
  let rows = 0;
  for (const { segment, rows: places, count } of selected) {
    const columns = kept.map(({ id }) => segment.codes.get(id));
    for (let place = 0; place < count; place++) {
      const row = places[place];
      const time = segment.times[row];
      const window = spans.findIndex(({ from, to }) => time >= from && time < to);
      if (window < 0) continue;
      windowOf[rows] = window;
      amounts[rows] = amountOf(segment, row, metric);
      // An absent value has code 0 here, and a negative code in explanations.
      for (let facet = 0; facet < kept.length; facet++) codes[facet][rows] = (columns[facet]?.[row] ?? 0) - 1;
      rows++;
    }
  }
  const byName = new Map<FacetName, FacetCodes>();
  for (const [index, { id, insight }] of kept.entries()) {
    const dictionary = dictionaryOf(id);
    const values = Array.from({ length: dictionary.size - 1 }, (_, code) => dictionary.text(code + 1) ?? '');
    byName.set(insight as FacetName, { codes: codes[index], values });
  }
  return {
    rows,
    windows: windowOf,
    stretches: windows.baseline.length,
    amounts,
    facets: byName,
    clients: byName.get('client'),
  };
}

/** Returns what a request adds to a metric; NaN leaves the request out. */
function amountOf({ kinds, firstByte }: Segment, row: number, metric: MetricName): number {
  const status = kinds[row] & statusBits;
  switch (metric) {
    case '5xx':
      return status === statusClass.serverError ? 1 : 0;
    case '4xx':
      return status === statusClass.clientError ? 1 : 0;
    case 'misses': {
      const cache = kinds[row] >> cacheShift;
      return cache === cacheClass.none ? Number.NaN : cache === cacheClass.miss ? 1 : 0;
    }
    case 'ttfb':
      return firstByte[row] === 0 ? Number.NaN : bucketValue(firstByte[row]) / 1_000;
    default:
      return 1;
  }
}
