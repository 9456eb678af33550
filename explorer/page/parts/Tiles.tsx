import { statusClass } from '../../../core/metrics/rowClasses.ts';
import type { Series, Totals } from '../../questions/answer.ts';
import type { TimeSpan } from '../../questions/pageState.ts';
import {
  allRequests,
  hitPercentByStep,
  percentByStep,
  ratesOf,
  requestsByStep,
} from '../../questions/seriesViews.ts';
import {
  formatBitRate,
  formatChange,
  formatCount,
  formatMilliseconds,
  formatRate,
  formatShare,
} from '../format.ts';
import { Tile } from './Tile.tsx';

interface TilesProps {
  readonly totals: Totals;
  readonly previous: Totals | null;
  readonly series: Series;
  readonly span: TimeSpan;
  /** `≈ ` if counts are estimates from a sample. */
  readonly mark: string;
}

/** The six key numbers of the window. */
export function Tiles({ totals, previous, series, span, mark }: TilesProps) {
  const seconds = (span.to - span.from) / 1_000;
  const requests = allRequests(totals);
  const before = previous === null ? 0 : allRequests(previous);
  const share = (of: (totals: Totals) => number) => ({
    now: requests === 0 ? null : of(totals) / requests,
    before: previous === null || before === 0 ? null : of(previous) / before,
  });
  const server = share(({ byClass }) => byClass[statusClass.serverError]);
  const client = share(({ byClass }) => byClass[statusClass.clientError]);
  const hits = (one: Totals | null) =>
    one === null || one.cacheLookups === 0 ? null : one.cacheHits / one.cacheLookups;
  const { p50, p95 } = totals.firstByte;
  return (
    <section class="tiles" aria-label="Totals">
      <Tile
        label="Requests"
        value={mark + formatCount(requests)}
        note={`${formatRate(requests / seconds)}/s`}
        change={formatChange(requests, previous === null ? null : before)}
        trend={requestsByStep(series)}
        look="ok"
      />
      <Tile
        label="Server errors"
        value={formatShare(totals.byClass[statusClass.serverError], requests)}
        note={`${mark}${formatCount(totals.byClass[statusClass.serverError])} × 5xx`}
        change={formatChange(server.now, server.before)}
        isRiseBad
        trend={percentByStep(series, 'serverError')}
        look="server"
      />
      <Tile
        label="Client errors"
        value={formatShare(totals.byClass[statusClass.clientError], requests)}
        note={`${mark}${formatCount(totals.byClass[statusClass.clientError])} × 4xx`}
        change={formatChange(client.now, client.before)}
        isRiseBad
        trend={percentByStep(series, 'clientError')}
        look="client"
      />
      <Tile
        label="Cache hit ratio"
        value={formatShare(totals.cacheHits, totals.cacheLookups)}
        note={`${mark}${formatCount(totals.cacheLookups - totals.cacheHits)} misses`}
        change={formatChange(hits(totals), hits(previous))}
        trend={hitPercentByStep(series)}
        look="hit"
      />
      <Tile
        label="First byte, p95"
        value={formatMilliseconds(p95)}
        note={`median ${formatMilliseconds(p50)}`}
        change={formatChange(p95, previous?.firstByte.p95 ?? null)}
        isRiseBad
        trend={series.p95}
        look="p95"
      />
      <Tile
        label="Bandwidth"
        value={mark + formatBitRate((8 * totals.bytes) / seconds)}
        note="to viewers"
        change={formatChange(totals.bytes, previous?.bytes ?? null)}
        trend={ratesOf(series, series.bytes, span.from, span.to)}
        look="bytes"
      />
    </section>
  );
}
