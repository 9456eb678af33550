import type { TimeSpan } from '../../questions/pageState.ts';
import { formatClock, formatDay } from '../format.ts';
import { ChartPanel } from './ChartPanel.tsx';
import type { ChartGeometry } from './chartGeometry.ts';
import type { Panel } from './panels.ts';
import { timeTicks } from './scales.ts';

interface ChartDrawingProps {
  readonly panels: readonly Panel[];
  readonly geometry: ChartGeometry;
  readonly span: TimeSpan;
  readonly brush: TimeSpan | null;
  /** Bar of the crosshair. */
  readonly bar: number | null;
}

/** Minimum distance of labels on the time axis, in pixels. */
const labelDistance = { narrow: 64, wide: 92 } as const;

/** Space that a label of the time axis needs to the right of its center, in pixels. */
const labelReach = 27;

/** The panels, the time axis, the selected span, and the crosshair. */
export function ChartDrawing({ panels, geometry, span, brush, bar }: ChartDrawingProps) {
  const { width, height, left, right, tops, bottom, x, edge, center, isNarrow } = geometry;
  const maxTicks = Math.max(2, Math.floor((width - left) / labelDistance[isNarrow ? 'narrow' : 'wide']));
  return (
    <svg width={width} height={height} aria-hidden="true" class="chart-drawing">
      {panels.map((panel, index) => (
        <ChartPanel
          key={panel.id}
          panel={panel}
          top={tops[index]}
          left={left}
          right={right}
          x={x}
          edge={edge}
          isNarrow={isNarrow}
        />
      ))}
      <g class="time-axis">
        {timeTicks(span.from, span.to, maxTicks).map((time) => (
          <text key={time} x={Math.min(x(time), width - labelReach)} y={height - 6}>
            {time % 86_400_000 === 0 ? formatDay(time) : formatClock(time)}
          </text>
        ))}
      </g>
      {brush && <Brush brush={brush} span={span} geometry={geometry} />}
      {bar !== null && <line class="crosshair" x1={center(bar)} x2={center(bar)} y1={tops[0]} y2={bottom} />}
    </svg>
  );
}

function Brush({
  brush,
  span,
  geometry,
}: Pick<ChartDrawingProps, 'span' | 'geometry'> & { brush: TimeSpan }) {
  const { x, tops, bottom } = geometry;
  const start = x(Math.max(brush.from, span.from));
  const end = x(Math.min(brush.to, span.to));
  return (
    <rect class="brush" x={start} width={Math.max(1, end - start)} y={tops[0]} height={bottom - tops[0]} />
  );
}
