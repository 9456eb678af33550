import type { TimeSpan } from '../../questions/pageState.ts';
import { formatClock } from '../format.ts';

interface SelectionBarProps {
  readonly brush: TimeSpan;
  readonly onExplain: () => void;
  readonly onZoom: () => void;
  readonly onClear: () => void;
}

/** The actions for the selected time span. It is below the panels, so that it doesn't cover them. */
export function SelectionBar({ brush, onExplain, onZoom, onClear }: SelectionBarProps) {
  return (
    <div class="selection-bar" role="toolbar" aria-label="Selected time">
      <span>
        {formatClock(brush.from)} – {formatClock(brush.to)}
      </span>
      <button type="button" class="primary" onClick={onExplain}>
        Explain <kbd>e</kbd>
      </button>
      <button type="button" onClick={onZoom}>
        Zoom <kbd>z</kbd>
      </button>
      <button type="button" onClick={onClear} aria-label="Clear the selection">
        ×
      </button>
    </div>
  );
}
