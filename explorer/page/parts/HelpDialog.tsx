import { Dialog } from './Dialog.tsx';

const keys: readonly (readonly [key: string, does: string])[] = [
  ['j  k', 'next and previous value or request'],
  ['Enter', 'include a value, open a request'],
  ['x', 'exclude the value'],
  ['←  →', 'on the chart: move the crosshair; with Shift, select a span of time'],
  ['e', 'explain the selected span'],
  ['z', 'zoom into the selected span'],
  ['r', 'reset filters, window and selection'],
  ['/', 'find a value'],
  ['t', 'light or dark'],
  ['Esc', 'close, clear the selection'],
];

/** Help on keys and on features that aren't visible at first. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog label="Keys and help" onClose={onClose}>
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
        A click on a value includes it, a click with Alt or on − excludes it. Drag across the chart to select
        a span of time. Everything you see is in the URL. Times are UTC.
      </p>
    </Dialog>
  );
}
