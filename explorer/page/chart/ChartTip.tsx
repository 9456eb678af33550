import type { Series } from '../../questions/answer.ts';
import { requestsByStep } from '../../questions/seriesViews.ts';
import { formatClock, formatDay, formatMilliseconds, formatShare, formatWhole } from '../format.ts';
import { stackedClasses } from './panels.ts';

interface ChartTipProps {
  readonly series: Series;
  readonly bar: number;
  /** Position of the crosshair and width of the chart, in pixels. */
  readonly x: number;
  readonly width: number;
  readonly time: number;
  readonly end: number;
}

/** The numbers of one bar, next to the crosshair. */
export function ChartTip({ series, bar, x, width, time, end }: ChartTipProps) {
  const all = requestsByStep(series)[bar];
  const isLeft = x < width / 2;
  return (
    <div
      class="tip"
      role="status"
      style={isLeft ? { left: `${x + 14}px` } : { right: `${width - x + 14}px` }}
    >
      <strong>
        {formatDay(time)} {formatClock(time)} – {formatClock(end)}
      </strong>
      <dl>
        {[...stackedClasses].reverse().map(({ name, look, index }) => {
          const count = series.byClass[index][bar];
          return count === 0 && name !== '5xx' && name !== '4xx' ? null : (
            <div key={name}>
              <dt>
                <i class={`swatch bar-${look}`} />
                {name === '000' ? '000, viewer left' : name}
              </dt>
              <dd>{formatWhole(count)}</dd>
              <dd class="dim">{formatShare(count, all)}</dd>
            </div>
          );
        })}
        <div>
          <dt>Cache hit ratio</dt>
          <dd>{formatShare(series.cacheHits[bar], series.cacheLookups[bar])}</dd>
        </div>
        <div>
          <dt>First byte, p50 / p95</dt>
          <dd>
            {formatMilliseconds(series.p50[bar])} / {formatMilliseconds(series.p95[bar])}
          </dd>
        </div>
      </dl>
    </div>
  );
}
