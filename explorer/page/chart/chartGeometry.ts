import type { Series } from '../../questions/answer.ts';
import type { TimeSpan } from '../../questions/pageState.ts';
import type { Panel } from './panels.ts';
import { linearScale, type Scale } from './scales.ts';

/** Positions of a chart in pixels, and the times of its bars. */
export interface ChartGeometry {
  readonly width: number;
  readonly height: number;
  /** Left edge of the plots. */
  readonly left: number;
  /** Right edge of the plots. */
  readonly right: number;
  /** Top of each panel. */
  readonly tops: readonly number[];
  /** Bottom of the last panel. */
  readonly bottom: number;
  /** Position of a time in epoch milliseconds. */
  readonly x: Scale;
  /** Start time of a bar, in epoch milliseconds, limited to the shown span. */
  readonly edge: (bar: number) => number;
  /** Position of the center of the bars from `first` to `last`. */
  readonly center: (first: number, last?: number) => number;
  /** The bar at a position. Positions outside of the plots belong to the first or last bar. */
  readonly barAt: (position: number) => number;
  /** The time span of the bars from one to another, in any order. */
  readonly spanOf: (one: number, other: number) => TimeSpan;
  /** Whether the chart is too narrow for long labels. */
  readonly isNarrow: boolean;
}

const panelGap = 28;
const axisHeight = 26;
/** Room for half of the last label on the time axis. */
const rightMargin = 20;

/** Returns the positions of a chart of the given width. */
export function chartGeometry(
  width: number,
  panels: readonly Panel[],
  span: TimeSpan,
  steps: Series['steps'],
): ChartGeometry {
  const isNarrow = width < 560;
  const left = isNarrow ? 40 : 48;
  const right = Math.max(left + 1, width - rightMargin);
  const tops = panels.map((_, index) =>
    panels.slice(0, index).reduce((sum, { height }) => sum + height + panelGap, panelGap - 4),
  );
  const bottom = tops[tops.length - 1] + panels[panels.length - 1].height;
  const x = linearScale(span.from, span.to, left, right);
  const startOf = (bar: number) => steps.start + bar * steps.length;
  const edge = (bar: number) => Math.min(span.to, Math.max(span.from, startOf(bar)));
  return {
    width,
    height: bottom + axisHeight,
    left,
    right,
    tops,
    bottom,
    x,
    edge,
    center: (first, last = first) => x((edge(first) + edge(last + 1)) / 2),
    barAt: (position) => {
      const time = span.from + ((position - left) / (right - left)) * (span.to - span.from);
      return Math.min(steps.count - 1, Math.max(0, Math.floor((time - steps.start) / steps.length)));
    },
    spanOf: (one, other) => ({
      from: startOf(Math.min(one, other)),
      to: startOf(Math.max(one, other) + 1),
    }),
    isNarrow,
  };
}
