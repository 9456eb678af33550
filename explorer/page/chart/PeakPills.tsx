import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { ChartGeometry } from './chartGeometry.ts';
import type { Panel } from './panels.ts';

interface PeakPillsProps {
  readonly panels: readonly Panel[];
  readonly geometry: ChartGeometry;
  readonly onExplain: (span: TimeSpan, metric: MetricName | null) => void;
}

/** Width in pixels that is reserved for a pill to the right of its peak. */
const pillWidth = 150;

/** Height of a pill in pixels. */
const pillHeight = 24;

/** Distance of a pill from the top of its panel: above lines, but below the line of the hit ratio, which is near the top. */
function offsetOf({ id, kind, height }: Panel): number {
  if (id === 'hit') return height - pillHeight;
  return kind === 'bars' ? 8 : 0;
}

/** Buttons that explain the peaks of the chart. Each is next to its peak, so that it doesn't cover the peak. */
export function PeakPills({ panels, geometry, onExplain }: PeakPillsProps) {
  const { width, tops, x, edge, center } = geometry;
  return (
    <>
      {panels.flatMap((panel, index) =>
        panel.peaks.map(({ at, first, last, label, metric }) => (
          <button
            key={`${panel.id}-${at}`}
            type="button"
            class={`pill pill-${panel.id}`}
            style={{
              top: `${tops[index] + offsetOf(panel)}px`,
              ...(center(first, last) < width - pillWidth
                ? { left: `${x(edge(last + 1)) + 8}px` }
                : { right: `${width - x(edge(first)) + 8}px` }),
            }}
            title="Explain this change"
            onClick={() => onExplain({ from: edge(first), to: edge(last + 1) }, metric)}
          >
            {label} <span class="why">why?</span>
          </button>
        )),
      )}
    </>
  );
}
