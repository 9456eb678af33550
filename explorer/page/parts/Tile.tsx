import { areaPath, linePath } from '../chart/paths.ts';
import { linearScale } from '../chart/scales.ts';

interface TileProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Change from the previous window; empty if unknown. */
  readonly change: string;
  /** Show an increase in red. */
  readonly isRiseBad?: boolean;
  readonly trend: readonly (number | null)[];
  /** CSS class for the color of the trend. */
  readonly look: string;
}

const width = 96;
const height = 34;

/** A number with its change and a small trend line. */
export function Tile({ label, value, note, change, isRiseBad = false, trend, look }: TileProps) {
  const x = linearScale(0, Math.max(1, trend.length - 1), 1, width - 1);
  const known = trend.filter((one) => one !== null);
  const largest = Math.max(...known, 0);
  // A hit ratio is usually near 100%, so its axis starts just below the smallest value.
  const smallest = look === 'hit' ? Math.min(...known, largest) * 0.98 : 0;
  const y = linearScale(smallest, largest > smallest ? largest : smallest + 1, height - 1, 2);
  const isBad = isRiseBad && /^[+×]/.test(change);
  return (
    <div class="tile card">
      <div class="tile-label">{label}</div>
      <div class="tile-value" data-tile={label}>
        {value}
      </div>
      <div class="tile-note">
        {note}
        {change !== '' && (
          <span
            class={isBad ? 'change change-bad' : 'change'}
            title="Change from the preceding window of the same length"
          >
            {change}
          </span>
        )}
      </div>
      {trend.length > 1 && known.length > 1 && (
        <svg class="trend" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path class={`area area-${look}`} d={areaPath(trend, x, y)} />
          <path class={`line line-${look}`} d={linePath(trend, x, y)} />
        </svg>
      )}
    </div>
  );
}
