import { Dialog } from './Dialog.tsx';

const keys: readonly (readonly [key: string, does: string])[] = [
  ['j  k', 'Go to the next or previous value or request'],
  ['Enter', 'Include the value, or open the request'],
  ['x', 'Exclude the value'],
  ['←  →', 'On the chart: move the crosshair; with Shift, select a time span'],
  ['e', 'Explain the selected time span'],
  ['z', 'Zoom in to the selected time span'],
  ['r', 'Reset filters, time window, and selection'],
  ['/', 'Find a value'],
  ['t', 'Switch between light and dark mode'],
  ['Esc', 'Close the dialog, or clear the selection'],
];

/** Help on keys and on features that aren't visible at first. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog label="Keyboard shortcuts and help" onClose={onClose}>
      <dl class="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split('  ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        Click a value to include it. Click − or hold Alt and click to exclude it. Drag across the chart to
        select a time span. Click “why?” next to a peak to see which requests caused it. Times are in UTC.
        Status 000 means that the viewer disconnected before the response.
      </p>
      <p>
        The URL contains filters, time window, and selection, but not the data and not the token. To share a
        view with someone who runs the command on the same data, send them the part after “?”.
      </p>
    </Dialog>
  );
}
