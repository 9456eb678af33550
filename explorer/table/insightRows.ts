import type { FacetName } from '../../core/insight/facets.ts';
import type { FacetCodes, InsightRows } from '../../core/insight/rowSource.ts';
import { cacheClass, statusClass } from '../../core/metrics/rowClasses.ts';
import type { Facet } from '../facets/facets.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Dictionary } from './dictionary.ts';
import { bucketValue } from './latencyBuckets.ts';
import { cacheShift, type Segment, statusBits } from './segment.ts';
import type { SelectedRows } from './selection.ts';

/** Which of the selected requests are compared with which. */
export interface Windows {
  readonly selection: TimeSpan;
  /** Stretches of the baseline, all of the same length. */
  readonly baseline: readonly TimeSpan[];
}

/** The columns by which a change of a metric is explained, of the requests in the windows. */
export function insightRows(
  selected: readonly SelectedRows[],
  windows: Windows,
  metric: MetricName,
  facets: readonly Facet[],
  dictionaryOf: (facet: string) => Dictionary,
): InsightRows {
  const most = selected.reduce((sum, { count }) => sum + count, 0);
  const windowOf = new Uint8Array(most);
  const amounts = new Float64Array(most);
  const kept = facets.filter(({ insight }) => insight !== undefined);
  const codes = kept.map(() => new Int32Array(most));
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
      // An absent value, code 0, becomes the negative code of a request without one.
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

/** What a request adds to a metric; NaN leaves it out. */
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
