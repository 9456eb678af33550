import { useMemo } from 'preact/hooks';
import type { Series } from '../../questions/answer.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import { useWidth } from '../state/useWidth.ts';
import { ChartDrawing } from './ChartDrawing.tsx';
import { ChartTip } from './ChartTip.tsx';
import { chartGeometry } from './chartGeometry.ts';
import { PeakPills } from './PeakPills.tsx';
import { panelsOf } from './panels.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useSelection } from './useSelection.ts';

interface TimeChartProps {
  readonly series: Series;
  readonly span: TimeSpan;
  readonly brush: TimeSpan | null;
  readonly onBrush: (brush: TimeSpan | null) => void;
  readonly onZoom: (span: TimeSpan) => void;
  readonly onExplain: (span: TimeSpan, metric: MetricName | null) => void;
}

/** The panels above a shared time axis, with crosshair and brush. */
export function TimeChart({ series, span, brush, onBrush, onZoom, onExplain }: TimeChartProps) {
  const [frame, width] = useWidth<HTMLElement>();
  const panels = useMemo(() => panelsOf(series, span), [series, span]);
  const geometry = chartGeometry(width, panels, span, series.steps);
  const bars = series.steps.count;
  const { bar, isDragging, handlers } = useSelection({ frame, geometry, bars, brush, onBrush });
  return (
    <section class="card chart" aria-label="Requests over time">
      <figure
        ref={frame}
        class="chart-frame"
        // The chart is drawn when its width is known. Until then, it takes its space, so that nothing below it moves.
        style={{ minHeight: `${geometry.height}px` }}
        aria-roledescription="chart"
        aria-label="Chart of requests, errors, cache hit ratio, and time to first byte. Use the arrow keys to move the crosshair. Hold Shift to select a time span."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the crosshair and, with Shift, select
        tabIndex={0}
        {...handlers}
      >
        {width > 0 && (
          <>
            <ChartDrawing panels={panels} geometry={geometry} span={span} brush={brush} bar={bar} />
            <PeakPills panels={panels} geometry={geometry} onExplain={onExplain} />
          </>
        )}
        {bar !== null && !isDragging && (
          <ChartTip
            series={series}
            bar={bar}
            x={geometry.center(bar)}
            width={width}
            time={geometry.edge(bar)}
            end={geometry.edge(bar + 1)}
          />
        )}
      </figure>
      {brush ? (
        <SelectionBar
          brush={brush}
          onExplain={() => onExplain(brush, null)}
          onZoom={() => onZoom(brush)}
          onClear={() => onBrush(null)}
        />
      ) : (
        <p class="selection-bar dim">
          Drag across the chart to select a time span, and explain what changed.
        </p>
      )}
    </section>
  );
}
