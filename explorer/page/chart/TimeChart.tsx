import { useMemo, useRef, useState } from 'preact/hooks';
import type { Series } from '../../questions/answer.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import { formatClock, formatDay } from '../format.ts';
import { useWidth } from '../state/useWidth.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { ChartTip } from './ChartTip.tsx';
import { panelsOf } from './panels.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { linearScale, timeTicks } from './scales.ts';

interface TimeChartProps {
  readonly series: Series;
  readonly span: TimeSpan;
  readonly brush: TimeSpan | null;
  readonly onBrush: (brush: TimeSpan | null) => void;
  readonly onZoom: (span: TimeSpan) => void;
  readonly onExplain: (span: TimeSpan, metric: MetricName | null) => void;
  readonly canExplain: boolean;
}

const panelGap = 30;
const axisHeight = 26;

/** The panels above a shared time axis, with crosshair and brush. */
export function TimeChart(props: TimeChartProps) {
  const { series, span, brush, onBrush } = props;
  const [frame, width] = useWidth<HTMLElement>();
  const [bar, setBar] = useState<number | null>(null);
  /** Bar where a drag or a keyboard selection began. */
  const drag = useRef<number | null>(null);
  const anchor = useRef<number | null>(null);
  const panels = useMemo(() => panelsOf(series, span), [series, span]);
  const { steps } = series;
  const left = width < 560 ? 36 : 48;
  const right = 10;
  const x = linearScale(span.from, span.to, left, Math.max(left + 1, width - right));
  const edge = (index: number) => Math.min(span.to, Math.max(span.from, steps.start + index * steps.length));
  const tops = panels.map((_, index) =>
    panels.slice(0, index).reduce((sum, { height }) => sum + height + panelGap, panelGap - 4),
  );
  const height = tops[tops.length - 1] + panels[panels.length - 1].height + axisHeight;

  const barAt = (clientX: number) => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const share = (clientX - box.left - left) / Math.max(1, width - left - right);
    const time = span.from + share * (span.to - span.from);
    return Math.min(steps.count - 1, Math.max(0, Math.floor((time - steps.start) / steps.length)));
  };
  const brushBars = (one: number, other: number) =>
    onBrush({
      from: steps.start + Math.min(one, other) * steps.length,
      to: steps.start + (Math.max(one, other) + 1) * steps.length,
    });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
    drag.current = barAt(event.clientX);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const now = barAt(event.clientX);
    setBar(now);
    if (drag.current !== null && now !== drag.current) brushBars(drag.current, now);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag.current !== null && barAt(event.clientX) === drag.current && brush !== null) onBrush(null);
    drag.current = null;
    if (event.pointerType !== 'mouse') setBar(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const before = bar ?? (event.key === 'ArrowLeft' ? steps.count : -1);
    const next = Math.min(steps.count - 1, Math.max(0, before + (event.key === 'ArrowLeft' ? -1 : 1)));
    setBar(next);
    if (!event.shiftKey || brush === null) anchor.current = null;
    if (!event.shiftKey) return;
    anchor.current ??= Math.min(steps.count - 1, Math.max(0, before));
    brushBars(anchor.current, next);
  };

  return (
    <section class="card chart" aria-label="Requests over time">
      <figure
        ref={frame}
        class="chart-frame"
        aria-roledescription="chart"
        aria-label="Chart of requests, errors, and time to first byte. Use the arrow keys to move the crosshair. Hold Shift to select a time span."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the crosshair and, with Shift, select
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = null;
        }}
        onPointerLeave={() => setBar(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setBar(null)}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" class="chart-drawing">
            {panels.map((panel, index) => (
              <ChartPanel
                key={panel.id}
                panel={panel}
                top={tops[index]}
                left={left}
                right={width - right}
                x={x}
                edge={edge}
                isNarrow={width < 560}
              />
            ))}
            <g class="time-axis">
              {timeTicks(span.from, span.to, Math.max(2, Math.floor((width - left) / 92))).map((time) => (
                <text key={time} x={x(time)} y={height - 6}>
                  {time % 86_400_000 === 0 ? formatDay(time) : formatClock(time)}
                </text>
              ))}
            </g>
            {brush && (
              <rect
                class="brush"
                x={x(Math.max(brush.from, span.from))}
                width={Math.max(1, x(Math.min(brush.to, span.to)) - x(Math.max(brush.from, span.from)))}
                y={tops[0]}
                height={height - tops[0] - axisHeight}
              />
            )}
            {bar !== null && bar < steps.count && (
              <line
                class="crosshair"
                x1={x((edge(bar) + edge(bar + 1)) / 2)}
                x2={x((edge(bar) + edge(bar + 1)) / 2)}
                y1={tops[0]}
                y2={height - axisHeight}
              />
            )}
          </svg>
        )}
        {width > 0 &&
          panels.flatMap((panel, index) =>
            panel.peaks.map((peak) => {
              const center = x((edge(peak.first) + edge(peak.last + 1)) / 2);
              const isLeft = center < width - 150;
              return (
                <button
                  key={`${panel.id}-${peak.at}`}
                  type="button"
                  class={`pill pill-${panel.id}`}
                  // Next to the peak, so that the pill doesn't cover it.
                  style={{
                    top: `${tops[index] + (panel.kind === 'bars' ? 8 : 0)}px`,
                    ...(isLeft
                      ? { left: `${x(edge(peak.last + 1)) + 8}px` }
                      : { right: `${width - x(edge(peak.first)) + 8}px` }),
                  }}
                  onClick={() =>
                    props.onExplain({ from: edge(peak.first), to: edge(peak.last + 1) }, peak.metric)
                  }
                >
                  {peak.label}
                </button>
              );
            }),
          )}
        {bar !== null && drag.current === null && bar < steps.count && (
          <ChartTip
            series={series}
            bar={bar}
            x={x((edge(bar) + edge(bar + 1)) / 2)}
            width={width}
            time={edge(bar)}
            end={edge(bar + 1)}
          />
        )}
      </figure>
      {brush && (
        <SelectionBar
          brush={brush}
          canExplain={props.canExplain}
          onExplain={() => props.onExplain(brush, null)}
          onZoom={() => props.onZoom(brush)}
          onClear={() => onBrush(null)}
        />
      )}
    </section>
  );
}
