import type { Panel } from './panels.ts';
import { areaPath, barsPath, linePath } from './paths.ts';
import { linearScale, roundTicks, type Scale } from './scales.ts';

interface ChartPanelProps {
  readonly panel: Panel;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly x: Scale;
  /** Start time of a bar, in epoch milliseconds. */
  readonly edge: (bar: number) => number;
  readonly isNarrow: boolean;
}

/** One panel: title, legend, grid, and bars or lines. */
export function ChartPanel({ panel, top, left, right, x, edge, isNarrow }: ChartPanelProps) {
  const { lines, kind, height, format, limit } = panel;
  const bars = lines[0].values.length;
  const largest =
    limit ??
    (kind === 'bars'
      ? Math.max(
          ...Array.from({ length: bars }, (_, bar) =>
            lines.reduce((sum, { values }) => sum + (values[bar] ?? 0), 0),
          ),
        )
      : Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const ticks = roundTicks(largest, kind === 'bars' ? 4 : 2);
  const y = linearScale(0, ticks[ticks.length - 1], top + height, top);
  const middle = (bar: number) => x((edge(bar) + edge(bar + 1)) / 2);
  const gap = x(edge(1)) - x(edge(0)) > 5 ? 1 : x(edge(1)) - x(edge(0)) > 2.5 ? 0.5 : 0;
  const barLeft = (bar: number) => x(edge(bar)) + gap / 2;
  const barWidth = (bar: number) => Math.max(0.5, x(edge(bar + 1)) - x(edge(bar)) - gap);
  const below = new Array<number>(bars).fill(0);
  const shown =
    kind === 'bars' ? lines : lines.filter(({ values }) => values.some((value) => value !== null));
  return (
    <g class="panel" data-panel={panel.id}>
      <text class="panel-title" x={isNarrow ? 4 : left} y={top - 12}>
        {isNarrow
          ? panel.title.replace('Requests per second', lines.length > 5 ? 'Req/s' : 'Requests/s')
          : panel.title}
      </text>
      <Legend lines={lines} right={right} y={top - 12} isSwatch={kind === 'bars'} isNarrow={isNarrow} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={left - 7} y={y(tick) + 4}>
            {format(tick)}
          </text>
        </g>
      ))}
      {kind === 'bars'
        ? shown.map(({ name, look, values }) => {
            const heights = values.map((value) => value ?? 0);
            const path = barsPath([...below], heights, barLeft, barWidth, y);
            for (const [bar, value] of heights.entries()) below[bar] += value;
            return <path key={name} class={`bar bar-${look}`} d={path} />;
          })
        : shown.map(({ name, look, values }) => (
            <g key={name}>
              {lines.length === 1 && <path class={`area area-${look}`} d={areaPath(values, middle, y)} />}
              <path class={`line line-${look}`} d={linePath(values, middle, y)} />
            </g>
          ))}
    </g>
  );
}

interface LegendProps {
  readonly lines: Panel['lines'];
  readonly right: number;
  readonly y: number;
  readonly isSwatch: boolean;
  readonly isNarrow: boolean;
}

function Legend({ lines, right, y, isSwatch, isNarrow }: LegendProps) {
  const gap = !isSwatch ? 12 : isNarrow ? 18 : 22;
  const widthOf = (name: string) => name.length * (isNarrow ? 6.6 : 7);
  let end = right;
  return (
    <g class="legend">
      {[...lines].reverse().map(({ name, look }) => {
        const at = end;
        end -= widthOf(name) + gap;
        return (
          <g key={name}>
            {isSwatch && (
              <rect
                class={`bar-${look}`}
                x={at - widthOf(name) - (isNarrow ? 11 : 12)}
                y={y - 8}
                width="8"
                height="8"
                rx="2"
              />
            )}
            <text class={isSwatch ? '' : `legend-${look}`} x={at} y={y}>
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
}
